package shop.gather.spi;

/**
 * Knows one kind of shop. Found by {@link java.util.ServiceLoader}; instantiated once per deployment; must be
 * thread-safe and hold no state of a store.
 *
 * @since 1.0
 */
public interface ShopAdapter {

    /**
     * What this adapter is called and which settings a store must supply. Constant; called before any store connects.
     */
    AdapterDescriptor descriptor();

    /**
     * Opens one store's shop. Called when a store is connected, after a change of its settings and after a restart. It
     * may call the shop (for example to find out what a host-side plugin adds), but must return within the time-outs of
     * {@link ShopContext#http()}.
     *
     * @throws ShopException when the shop cannot be reached or refuses the settings
     */
    Shop connect(ShopContext context);
}
