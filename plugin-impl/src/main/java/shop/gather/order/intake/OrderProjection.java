package shop.gather.order.intake;

import java.util.List;
import java.util.Set;

/**
 * Updates a feature's own rows to match a newer state of an order. It compares the target with what was posted before,
 * so it may run any number of times for the same state. {@link shop.gather.Projections} lists the implementations in
 * their sequence.
 */
public interface OrderProjection {

    /**
     * Runs in the transaction that applies the read and holds the order's lock. If it throws, nothing of the read is
     * applied; the order is postponed and read again.
     */
    void apply(OrderRead read);

    /**
     * As {@link #apply(OrderRead)} for several orders in one transaction that holds all their locks; the result is the
     * same, with fewer statements. If it throws, none is applied, and each is then applied alone.
     *
     * @param reads of one store, without those that {@link #alone} returns, sorted by order id
     */
    default void apply(List<OrderRead> reads) {
        reads.forEach(this::apply);
    }

    /**
     * The ids of orders that need a transaction of their own, because applying them locks rows that other orders lock
     * too, in no common sequence. Runs with the orders' locks held, before any read is applied.
     *
     * @param reads of one store, at least one
     */
    default Set<String> alone(List<OrderRead> reads) {
        return Set.of();
    }
}
