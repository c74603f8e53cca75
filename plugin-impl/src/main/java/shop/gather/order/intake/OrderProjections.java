package shop.gather.order.intake;

import java.util.List;
import java.util.Set;

/** All projections of all features, in their order. */
@FunctionalInterface
public interface OrderProjections {

    /** As {@link OrderProjection#apply(OrderRead)} by each of them. */
    void apply(OrderRead read);

    /** As {@link OrderProjection#apply(List)} by each of them. */
    default void apply(List<OrderRead> reads) {
        reads.forEach(this::apply);
    }

    /** As {@link OrderProjection#alone}: those that one of them names. */
    default Set<String> alone(List<OrderRead> reads) {
        return Set.of();
    }
}
