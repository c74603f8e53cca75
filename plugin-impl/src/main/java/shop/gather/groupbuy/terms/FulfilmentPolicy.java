package shop.gather.groupbuy.terms;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How orders are fulfilled. This type is the registry of fulfilment policies. */
public sealed interface FulfilmentPolicy permits FulfilmentPolicy.ByShop, PickupAtPoints {

    PolicyKinds<FulfilmentPolicy> KINDS = PolicyKinds.of("fulfilmentPolicy", FulfilmentPolicy.class);

    /** What happens to a place whose article is exchanged for another variant. */
    Exchanges exchanges();

    /**
     * Checks that buyers can get what they have bought.
     *
     * @throws shop.gather.platform.http.ProblemException INVALID_VALUE if not
     */
    void checkAgainst(SchedulePolicy schedule);

    /** The same policy at another time; the same one if it names no instants. */
    default FulfilmentPolicy shifted(UnaryOperator<Instant> shift) {
        return this;
    }

    /** The terms of collection; empty where buyers collect nothing. */
    Optional<PickupAtPoints> pickup();

    /**
     * The shop delivers each order like any other.
     *
     * @param exchanges WITHDRAW if null
     */
    @Kind("shop")
    record ByShop(Exchanges exchanges) implements FulfilmentPolicy {
        public ByShop {
            exchanges = exchanges == null ? Exchanges.WITHDRAW : exchanges;
        }

        @Override
        public void checkAgainst(SchedulePolicy schedule) {
            // The shop delivers at any time.
        }

        @Override
        public Optional<PickupAtPoints> pickup() {
            return Optional.empty();
        }
    }
}
