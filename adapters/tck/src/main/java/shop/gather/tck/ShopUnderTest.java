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
 * Supplies the shop under test to the contracts. All tests of a class share one shop: keep it in static fields, start
 * it before all tests and close it after them. Each test uses its own customers and orders.
 */
@ExtendWith(ConformanceReport.class)
public interface ShopUnderTest {

    /** The adapter under test. */
    ShopAdapter adapter();

    /** Acts at the shop to which the adapter connects. */
    ShopDriver driver();

    /** The connected shop, the same one at every call; usually {@code connect(Map.of())}, stored in a field. */
    Shop shop();

    /**
     * The capabilities that this shop must have in its current configuration. Declared here rather than read from the
     * shop, so that a missing port is detected.
     */
    Set<Capability> claims();

    /** The shop's clock. */
    default Clock clock() {
        return Clock.systemUTC();
    }

    /** Lets time pass at the shop: waits, unless the shop's clock can be moved. At most ten seconds. */
    default void pass(Duration duration) {
        Instant then = clock().instant().plus(duration);
        Await.until("the clock to reach " + then, () -> !clock().instant().isBefore(then));
    }

    /**
     * Executes an action for several inputs at one time of the shop's clock: concurrently, unless the clock can be
     * stopped. Returns the results in the order of the inputs.
     */
    default <I, O> List<O> inOneMoment(List<I> inputs, Function<I, O> work) {
        return Together.forEach(inputs, work);
    }

    /** Whether the shop ends an admission by itself; if not, Gather revokes it. */
    default boolean admissionsEnd() {
        return true;
    }

    /**
     * Whether the shop copies a cart's metadata to the order. If not, snapshots have no metadata, and orders are
     * attributed by other evidence.
     */
    default boolean carriesMetadata() {
        return true;
    }

    /**
     * Whether the metadata may have any key and text. If not, only Gather's evidence
     * ({@link shop.gather.spi.OrderMetadata}) is copied.
     */
    default boolean carriesAnyMetadata() {
        return carriesMetadata();
    }

    /**
     * Whether the shop stores coupon codes in lower case, however they are typed; Gather compares them without regard
     * to case.
     */
    default boolean lowersCouponCodes() {
        return false;
    }

    /**
     * Whether the shop can cancel single units of a line; if not, it refuses that with
     * {@link shop.gather.spi.RefusalCode#NOT_SUPPORTED} and cancels nothing.
     */
    default boolean cancelsUnits() {
        return true;
    }

    /** Whether the shop reports the address of an order's buyer; if not, snapshots have no hash of it. */
    default boolean tellsEmail() {
        return true;
    }

    /** Whether the shop knows that a buyer has the goods; if not, orders stay at "sent". */
    default boolean tellsDelivery() {
        return true;
    }

    /**
     * The longest time that the shop needs for an answer, even on a busy machine. The contracts about faults wait this
     * long for a missing answer.
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
