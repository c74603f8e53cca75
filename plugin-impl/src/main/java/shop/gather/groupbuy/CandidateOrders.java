package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static final String PLACE_ENDED = "The buyer's place in a team ended without it.";

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
     * What the shop's orders of a buyer say about a place.
     *
     * @param waiting orders that the shop shows but Gather cannot apply yet; nothing may be decided before they are applied or set aside
     * @param setAside orders that could not be applied for so long that the decision does without them
     */
    record Candidates(List<String> waiting, List<String> setAside) {}

    /**
     * Reads all orders that the buyer of a place, as whichever customer, has placed since taking it. An order that cannot be applied does not keep the others from being read.
     *
     * @throws ShopException if the shop cannot be asked; then nothing may be decided yet
     */
    Candidates read(StoreId store, Participations.Row place) {
        Candidates found = new Candidates(new ArrayList<>(), new ArrayList<>());
        for (String customer : members.customersOf(store, place.member())) {
            for (String order : shops.of(store)
                    .orders()
                    .placedBy(customer, place.createdAt().minus(SKEW))) {
                switch (intake.readNow(store, order)) {
                    case APPLIED -> {}
                    case POSTPONED -> found.waiting().add(order);
                    case SET_ASIDE -> found.setAside().add(order);
                }
            }
        }
        return found;
    }

    /** Tells the owner of the orders that were set aside when a place ended; in the transaction that ended it. */
    void setAside(StoreId store, Candidates candidates) {
        candidates.setAside().forEach(order -> intake.setAside(store, order, PLACE_ENDED));
    }
}
