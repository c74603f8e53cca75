package shop.gather.order.intake;

import java.util.Optional;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.spi.OrderSnapshot;

/**
 * A newer state of an order, as read from the shop.
 *
 * @param facts the money facts, computed once for all projections
 * @param member the member who bought; empty for guests and customers unknown to Gather
 * @param shared whether it is applied with others in one transaction, as {@link OrderProjection#alone} allows
 */
public record OrderRead(StoreId store, OrderFacts facts, Optional<MemberId> member, boolean shared) {

    public static OrderRead of(StoreId store, OrderSnapshot order, Optional<MemberId> member) {
        return new OrderRead(store, OrderFacts.of(order), member, false);
    }

    OrderRead withOthers() {
        return new OrderRead(store, facts, member, true);
    }

    public OrderSnapshot order() {
        return facts.order();
    }

    public String orderId() {
        return order().orderId();
    }
}
