package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import shop.gather.groupbuy.place.Participation;
import shop.gather.member.Members;
import shop.gather.order.intake.Intake;
import shop.gather.platform.StoreId;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.Orders;
import shop.gather.spi.ShopException;

/** Asks the shop for payments that Gather may not know yet, before a place or a team is ended. Thread-safe. */
@Singleton
public class CandidateOrders {

    /**
     * The time allowed between the shop's checkout and the order, in addition to the known offset of the shop's clock.
     */
    public static final Duration TRANSFER = Duration.ofSeconds(2);

    private static final String PLACE_ENDED = "The buyer's place in a team was ended without this order.";

    private final Members members;
    private final Shops shops;
    private final ShopClocks clocks;
    private final Intake intake;

    @Inject
    CandidateOrders(Members members, Shops shops, ShopClocks clocks, Intake intake) {
        this.members = members;
        this.shops = shops;
        this.clocks = clocks;
        this.intake = intake;
    }

    /**
     * The shop's orders of a buyer that could not be applied.
     *
     * @param waiting orders that Gather cannot apply yet; nothing may be decided before they are applied or set aside
     * @param setAside orders that could not be applied for so long that the decision is made without them
     */
    public record Candidates(List<String> waiting, List<String> setAside) {}

    /**
     * Reads all orders that the buyer of a place has placed since taking it, as any of the buyer's customers. An order
     * that cannot be applied does not prevent the others from being read.
     *
     * @throws ShopException if the shop cannot be asked; then nothing may be decided yet
     */
    public Candidates read(StoreId store, Participation place) {
        Candidates found = new Candidates(new ArrayList<>(), new ArrayList<>());
        for (String customer : members.customersOf(store, place.member())) {
            for (String order : placedBy(store, customer, place.createdAt())) {
                switch (intake.readNow(store, order)) {
                    case APPLIED -> {}
                    case POSTPONED -> found.waiting().add(order);
                    case SET_ASIDE -> found.setAside().add(order);
                }
            }
        }
        return found;
    }

    /**
     * The orders of a customer since a time of Gather's clock, with the same tolerance as the search for the places of
     * an order. The answer may be this node's first measurement of the shop's clock: if that clock turns out to be
     * behind, the shop is asked again from an earlier time.
     */
    private Set<String> placedBy(StoreId store, String customer, Instant taken) {
        Orders orders = shops.of(store).orders();
        Instant since = since(store, taken);
        Set<String> found = new LinkedHashSet<>(orders.placedBy(customer, since));
        Instant measured = since(store, taken);
        if (measured.isBefore(since)) {
            found.addAll(orders.placedBy(customer, measured));
        }
        return found;
    }

    private Instant since(StoreId store, Instant taken) {
        return clocks.earliestStated(store, taken).minus(TRANSFER);
    }

    /** Tells the owner of the orders that were set aside when a place ended; in the transaction that ended it. */
    void setAside(StoreId store, Candidates candidates) {
        candidates.setAside().forEach(order -> intake.setAside(store, order, PLACE_ENDED));
    }
}
