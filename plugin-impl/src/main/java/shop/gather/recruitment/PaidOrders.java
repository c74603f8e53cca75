package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import shop.gather.member.Members;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.StoreId;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.ShopException;

/** How much somebody has bought, by the shop's own records, also from before the store was connected. Thread-safe. */
@Singleton
class PaidOrders {

    private final Shops shops;
    private final Members members;

    @Inject
    PaidOrders(Shops shops, Members members) {
        this.shops = shops;
        this.members = members;
    }

    /**
     * How many orders of a member, under all customers that she is at the shop, stand and are paid for, and were not
     * given back wholly; counted only up to a number. Asks the shop; never called inside a transaction.
     *
     * @throws ShopException if the shop cannot be read
     */
    int count(StoreId store, UUID member, int upTo) {
        if (upTo == 0) {
            return 0;
        }
        // Merged customers are one person: whatever the shop moved to which of them, an order counts once.
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
