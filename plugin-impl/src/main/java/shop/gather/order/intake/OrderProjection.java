package shop.gather.order.intake;

import java.util.List;

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
     * @param reads of one store, of which {@link #isAlone} is false, sorted by their orders' ids
     */
    default void apply(List<OrderRead> reads) {
        reads.forEach(this::apply);
    }

    /**
     * Whether an order needs a transaction of its own, because what follows from it locks what other orders lock too,
     * and in no common order. Runs with the order's lock held, before anything of the read is applied.
     */
    default boolean isAlone(OrderRead read) {
        return false;
    }
}
