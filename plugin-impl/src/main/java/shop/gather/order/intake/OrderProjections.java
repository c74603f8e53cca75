package shop.gather.order.intake;

import java.util.List;
import java.util.Set;

/** All projections of all features, in their sequence. */
@FunctionalInterface
public interface OrderProjections {

    /** As {@link OrderProjection#apply(OrderRead)} by each of them. */
    void apply(OrderRead read);

    /** As {@link OrderProjection#apply(List)} by each of them. */
    default void apply(List<OrderRead> reads) {
        reads.forEach(this::apply);
    }

    /** As {@link OrderProjection#alone}: the ids that any of them returns. */
    default Set<String> alone(List<OrderRead> reads) {
        return Set.of();
    }
}
