package shop.gather.platform.work;

/**
 * Finds what is due in all stores and hands it to {@link Work}. Every sweeper runs about once a second, on one node at
 * a time; tasks handed to {@link Work} must be idempotent. Found by CDI.
 */
public interface Sweeper {

    /** Lists what is due, bounded, and hands it to {@link Work}; returns without waiting for it. */
    void sweep();
}
