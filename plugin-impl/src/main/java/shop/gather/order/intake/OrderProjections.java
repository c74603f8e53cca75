package shop.gather.order.intake;

/** All projections of all features, in their order. */
@FunctionalInterface
public interface OrderProjections {

    /** As {@link OrderProjection#apply} by each of them. */
    void apply(OrderRead read);
}
