package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseAway;
import shop.gather.platform.process.LoopErrors;
import shop.gather.platform.work.SharedTurns;

/**
 * Records that the shop reports changed orders. Reports of a store that arrive while others are being written share the
 * next transaction. Thread-safe.
 */
@Singleton
class HintQueue {

    /** The maximum number of reports in a transaction. */
    private static final int MOST = 64;

    private final OrderMarks marks;
    private final SharedTurns<Hint> turns;

    @Inject
    HintQueue(OrderMarks marks, LoopErrors errors) {
        this.marks = marks;
        this.turns = new SharedTurns<>("reports of orders", MOST, this::write, errors);
    }

    private static final class Hint extends SharedTurns.Piece {
        private final List<String> orderIds;
        private boolean kept;

        Hint(List<String> orderIds) {
            this.orderIds = orderIds;
        }

        @Override
        protected boolean hasResult() {
            return kept;
        }
    }

    /** Returns after the commit. */
    void keep(StoreId store, List<String> orderIds) {
        turns.await(store, new Hint(orderIds));
    }

    private void write(StoreId store, List<Hint> hints) {
        if (hints.size() > 1 && together(store, hints)) {
            return;
        }
        for (Hint hint : hints) {
            alone(store, hint);
        }
    }

    /**
     * False if one of them fails; then none is stored. While the database is unreachable all fail at once: each would
     * otherwise wait for it as long as the first.
     */
    private boolean together(StoreId store, List<Hint> hints) {
        try {
            marks.reported(
                    store,
                    hints.stream().flatMap(hint -> hint.orderIds.stream()).toList());
            hints.forEach(hint -> hint.kept = true);
            return true;
        } catch (RuntimeException failure) {
            if (DatabaseAway.isCauseOf(failure)) {
                hints.forEach(hint -> hint.fail(failure));
            }
            return DatabaseAway.isCauseOf(failure);
        }
    }

    private void alone(StoreId store, Hint hint) {
        try {
            marks.reported(store, hint.orderIds);
            hint.kept = true;
        } catch (RuntimeException failure) {
            hint.fail(failure);
        }
    }
}
