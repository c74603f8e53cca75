package shop.gather.order.intake;

import java.util.List;
import java.util.Set;

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

    /**
     * As {@link #apply(OrderRead)} of several orders in one transaction that holds all their locks; the same, in fewer
     * statements. If it throws, nothing of any is applied, and each is applied by itself.
     *
     * @param reads of one store, without those that {@link #alone} names, sorted by their orders' ids
     */
    default void apply(List<OrderRead> reads) {
        reads.forEach(this::apply);
    }

    /**
     * The ids of the orders that need a transaction of their own each, because what follows from them locks what other
     * orders lock too, and in no common order. Runs with the orders' locks held, before anything of the reads is
     * applied.
     *
     * @param reads of one store, at least one
     */
    default Set<String> alone(List<OrderRead> reads) {
        return Set.of();
    }
}
