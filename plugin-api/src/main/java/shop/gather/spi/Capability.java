package shop.gather.spi;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An optional ability of a connected shop. Derived from the ports that are present, so the two cannot disagree.
 *
 * @since 1.0
 */
public enum Capability {
    CUSTOMER_SESSIONS(Shop::customerSessions),
    PRICE_OFFERS(Shop::priceOffers),
    DEFERRED_CAPTURE(Shop::deferredCapture),
    LINE_CANCELLATIONS(Shop::lineCancellations),
    CANCELLATIONS(Shop::cancellations),
    REFUNDS(Shop::refunds),
    NOTIFICATIONS(Shop::notifications),
    /** @since 1.1 */
    STORE_CREDITS(Shop::storeCredits);

    private final Function<Shop, Optional<?>> port;

    Capability(Function<Shop, Optional<?>> port) {
        this.port = port;
    }

    /** Whether this shop has the port. */
    public boolean in(Shop shop) {
        return port.apply(shop).isPresent();
    }

    /** All capabilities of a shop. */
    public static Set<Capability> of(Shop shop) {
        EnumSet<Capability> present = EnumSet.noneOf(Capability.class);
        Arrays.stream(values()).filter(capability -> capability.in(shop)).forEach(present::add);
        return present;
    }
}
