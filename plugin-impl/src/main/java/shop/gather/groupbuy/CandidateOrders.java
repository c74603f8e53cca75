package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import shop.gather.host.Intake;
import shop.gather.host.Shops;
import shop.gather.member.Members;
import shop.gather.platform.StoreId;
import shop.gather.spi.ShopException;

/** Asks the shop for payments that Gather may not have heard of, before a place or a team is given up. Thread-safe. */
@Singleton
class CandidateOrders {

    /** A shop's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Members members;
    private final Shops shops;
    private final Intake intake;

    @Inject
    CandidateOrders(Members members, Shops shops, Intake intake) {
        this.members = members;
        this.shops = shops;
        this.intake = intake;
    }

    /**
     * Reads all orders that the buyer of a place, as whichever customer, has placed since taking it.
     *
     * @throws ShopException if the shop cannot be asked; then nothing may be decided yet
     */
    void read(StoreId store, Participations.Row place) {
        for (String customer : members.customersOf(store, place.member())) {
            shops.of(store)
                    .orders()
                    .placedBy(customer, place.createdAt().minus(SKEW))
                    .forEach(order -> intake.readNow(store, order));
        }
    }
}
