package shop.gather.order.intake;

/**
 * Brings a feature's own rows to what a newer state of an order asks for. It compares what should be with what was
 * posted before, so it may run any number of times for the same state. Implementations are listed, in their order, in
 * {@link shop.gather.Projections}.
 */
public interface OrderProjection {

    /**
     * Runs in the transaction that applies the read and holds the order's lock. If it throws, nothing of the read is
     * applied; the order is postponed and read again.
     */
    void apply(OrderRead read);
}
