package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Consumer;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/** Iterates over all postings or payees of a store in ranges, each in a short transaction. Thread-safe. */
@Singleton
class BookRanges {

    private static final int POSTINGS = 5_000;
    private static final int PAYEES = 100;

    /** Sorts before all ids. */
    static final UUID START = new UUID(0, 0);

    private static final UUID END = new UUID(-1, -1);

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    BookRanges(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * A range of ids.
     *
     * @param after exclusive
     * @param to inclusive
     */
    record Range(UUID after, UUID to) {}

    /** Each posting that was committed before the call is in exactly one of the ranges. */
    void ofPostings(StoreId store, Consumer<Range> work) {
        each(
                store,
                "select id from ledger_posting where store_id = :store and id > ? order by id limit 1 offset ?",
                POSTINGS,
                work);
    }

    /** Each payee's id is in exactly one of the ranges, even if the payee has no row. */
    void ofPayees(StoreId store, Consumer<Range> work) {
        each(
                store,
                "select id from payee where store_id = :store and id > ? order by id limit 1 offset ?",
                PAYEES,
                work);
    }

    private void each(StoreId store, String end, int size, Consumer<Range> work) {
        UUID after = START;
        while (!after.equals(END)) {
            UUID start = after;
            after = transactions.inStore(store, () -> {
                UUID to = sql.first(store, end, row -> StoreSql.uuid(row, "id"), start, size - 1)
                        .orElse(END);
                work.accept(new Range(start, to));
                return to;
            });
        }
    }
}
