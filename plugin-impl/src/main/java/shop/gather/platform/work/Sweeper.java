package shop.gather.platform.work;

/**
 * Finds what is due in all stores and gets it done. Every sweeper runs about once a second, on one node at a time; what
 * it hands to {@link Work} must bear to be done twice. Found by CDI.
 */
public interface Sweeper {

    /** Lists what is due, bounded, and hands it to {@link Work}; returns without waiting for it. */
    void sweep();
}
