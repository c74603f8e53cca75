package shop.gather.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtendWith;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;

/**
 * What a test class supplies to the contracts. The shop lives as long as the class: keep it in static fields, started
 * before all tests and closed after them. The contracts share it, each test with customers and orders of its own.
 */
@ExtendWith(ConformanceReport.class)
public interface ShopUnderTest {

    /** The adapter to be proven. */
    ShopAdapter adapter();

    /** Acts at the shop that the adapter speaks to. */
    ShopDriver driver();

    /** The connected shop, the same one at every call; usually {@code connect(Map.of())}, kept. */
    Shop shop();

    /**
     * What this shop, as it is set up now, is said to be able to do. Written down rather than read from the shop, so
     * that a port that vanished fails.
     */
    Set<Capability> claims();

    /** The clock by which the shop lives. */
    default Clock clock() {
        return Clock.systemUTC();
    }

    /** Lets time go by at the shop: waits, unless the shop's clock can be moved. At most ten seconds. */
    default void pass(Duration duration) {
        Instant then = clock().instant().plus(duration);
        Await.until("the clock to reach " + then, () -> !clock().instant().isBefore(then));
    }

    /**
     * Does the same for several in one moment of the shop's clock, as nearly as can be: at once, unless the clock can
     * be stopped. The results, in the order of the inputs.
     */
    default <I, O> List<O> inOneMoment(List<I> inputs, Function<I, O> work) {
        return Together.forEach(inputs, work);
    }

    /** Whether the shop ends an admission by itself; where not, it is revoked by Gather. */
    default boolean admissionsEnd() {
        return true;
    }

    /**
     * Whether what a storefront puts on a cart travels to the order; where not, orders are told without metadata and
     * buyers are known by other evidence.
     */
    default boolean carriesMetadata() {
        return true;
    }

    /**
     * Whether that may be any text; where not, only what evidence is made of ({@link shop.gather.spi.OrderMetadata}) is
     * carried.
     */
    default boolean carriesAnyMetadata() {
        return carriesMetadata();
    }

    /**
     * Whether the shop keeps coupon codes in lower case, whatever the owner and the buyer type; Gather does not tell
     * capital from small letters in them.
     */
    default boolean lowersCouponCodes() {
        return false;
    }

    /**
     * Whether the shop can cancel single units of a line; where not, it refuses that with
     * {@link shop.gather.spi.RefusalCode#NOT_SUPPORTED} and cancels nothing.
     */
    default boolean cancelsUnits() {
        return true;
    }

    /** Whether the shop knows that a buyer has the goods; where not, orders stay at "sent". */
    default boolean tellsDelivery() {
        return true;
    }

    /**
     * How long the shop takes for an answer at most, also on a busy machine: so long the contracts about faults wait
     * for one that does not come.
     */
    default Duration answersWithin() {
        return Duration.ofSeconds(2);
    }

    /**
     * A second shop of this kind, to show that the two have different fingerprints; empty if running two is too costly.
     */
    default Optional<ShopDriver> anotherShop() {
        return Optional.empty();
    }

    /** Connects once more, with some settings replaced. The caller closes it. */
    default Shop connect(Map<String, String> replaced) {
        return connect(replaced, clock());
    }

    /** Connects once more, with some settings replaced and another clock on Gather's side. The caller closes it. */
    default Shop connect(Map<String, String> replaced, Clock clock) {
        Map<String, String> settings = new HashMap<>(driver().settings());
        settings.putAll(replaced);
        return adapter().connect(new DirectContext(settings, clock));
    }
}
