package shop.gather.spi;

/**
 * Connects Gather to one kind of shop. Loaded by {@link java.util.ServiceLoader} and instantiated once per deployment.
 * It must be thread-safe and hold no state of a store.
 *
 * @since 1.0
 */
public interface ShopAdapter {

    /**
     * The adapter's name and the settings that a store must supply. Constant; called before any store connects.
     */
    AdapterDescriptor descriptor();

    /**
     * Connects to one store's shop. Called when a store is connected, after a change of its settings and after a
     * restart. It may call the shop (for example to detect a host-side plugin), but must return within the time-outs of
     * {@link ShopContext#http()}.
     *
     * @throws ShopException when the shop cannot be reached or refuses the settings
     */
    Shop connect(ShopContext context);
}
