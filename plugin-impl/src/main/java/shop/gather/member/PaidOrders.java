package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.ShopException;

/** Counts a member's paid orders, by the shop's own records, also from before the store was connected. Thread-safe. */
@Singleton
public class PaidOrders {

    private final Shops shops;
    private final Members members;

    @Inject
    PaidOrders(Shops shops, Members members) {
        this.shops = shops;
        this.members = members;
    }

    /**
     * The number of a member's orders, under all the member's customer ids at the shop, that are not cancelled, are
     * paid and were not refunded completely; counted only up to a limit. Asks the shop; never called inside a
     * transaction.
     *
     * @throws ShopException if the shop cannot be read
     */
    public int count(StoreId store, MemberId member, int upTo) {
        if (upTo == 0) {
            return 0;
        }
        // Merged customers are one person: an order counts once, even if the shop has moved it between them.
        Set<String> counted = new HashSet<>();
        int paid = 0;
        for (String customer : members.customersOf(store, member)) {
            Orders orders = shops.of(store).orders();
            for (String id : orders.placedBy(customer, Instant.EPOCH)) {
                if (counted.add(id)
                        && orders.order(id).filter(PaidOrders::isPaid).isPresent()) {
                    paid++;
                }
                if (paid == upTo) {
                    return paid;
                }
            }
        }
        return paid;
    }

    private static boolean isPaid(OrderSnapshot order) {
        return OrderFacts.of(order).paid();
    }
}
