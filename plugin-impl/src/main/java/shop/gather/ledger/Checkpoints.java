package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shop.gather.ledger.CountedPostings.Line;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Moves postings from the queue of uncounted ones into the totals, and verifies each on the way: its entries add up to
 * zero, and the balances of its payees are the sums of theirs. The store's checkpoint is locked meanwhile, so two nodes
 * count one after the other. Nobody who posts waits for that lock. Thread-safe.
 */
@Singleton
class Checkpoints {

    /** So many postings are counted in one transaction at most. */
    static final int MAX_BATCH_SIZE = 1_000;

    private final Transactions transactions;
    private final StoreSql sql;
    private final BookComparison comparison;
    private final LedgerAlarm alarm;

    @Inject
    Checkpoints(Transactions transactions, StoreSql sql, BookComparison comparison, LedgerAlarm alarm) {
        this.transactions = transactions;
        this.sql = sql;
        this.comparison = comparison;
        this.alarm = alarm;
    }

    /**
     * Counts the oldest uncounted postings, in one transaction. Raises an alarm if they disagree with what is stored.
     *
     * @return how many it looked at; fewer than {@link #MAX_BATCH_SIZE} if none is left
     */
    int advance(StoreId store) {
        return transactions.inStore(store, () -> {
            lock(store);
            CountedPostings counted = CountedPostings.of(uncounted(store));
            if (counted.balanced().isEmpty() && counted.unbalanced().isEmpty()) {
                return 0;
            }
            counted.totals().forEach((key, amount) -> addTotal(store, key.account(), key.currency(), amount));
            addPayeeTotals(store, counted);
            remove(store, counted.balanced());
            sql.batch(
                    store,
                    "update ledger_uncounted set unbalanced = true where store_id = :store and posting_id = ?",
                    rows(counted.unbalanced()));
            sql.update(store, "update ledger_checkpoint set counted_at = now() where store_id = :store");
            Set<UUID> payees = counted.payeeTotals().keySet().stream()
                    .map(BalanceKey::payee)
                    .collect(Collectors.toSet());
            alarm.raise(store, comparison.unbalanced(store), comparison.differences(store, payees));
            return counted.balanced().size() + counted.unbalanced().size();
        });
    }

    /** Locks the store's totals until the transaction ends. */
    void lock(StoreId store) {
        if (!isLocked(store)) {
            sql.insertIfAbsent(store, "insert into ledger_checkpoint (store_id, counted_at) values (:store, now())");
            isLocked(store);
        }
    }

    /** Adds to a total, under the lock. */
    void addTotal(StoreId store, Account account, String currency, long amount) {
        int changed = sql.update(
                store,
                "update ledger_total set amount = amount + ? where store_id = :store and account = ? and currency = ?",
                amount,
                account,
                currency);
        if (changed == 0) {
            sql.update(
                    store,
                    "insert into ledger_total (store_id, account, currency, amount) values (:store, ?, ?, ?)",
                    account,
                    currency,
                    amount);
        }
    }

    /** Adds to totals of payees, under the lock. */
    void addPayeeTotals(StoreId store, List<Object[]> rows) {
        int[] changed = sql.batch(
                store,
                "update ledger_payee_total set amount = amount + ? where store_id = :store and payee_id = ? and account = ?"
                        + " and currency = ?",
                rows);
        sql.batch(
                store,
                "insert into ledger_payee_total (store_id, amount, payee_id, account, currency) values (:store, ?, ?, ?, ?)",
                IntStream.range(0, changed.length)
                        .filter(i -> changed[i] == 0)
                        .mapToObj(rows::get)
                        .toList());
    }

    private void addPayeeTotals(StoreId store, CountedPostings counted) {
        addPayeeTotals(
                store,
                counted.payeeTotals().entrySet().stream()
                        .map(total -> new Object[] {
                            total.getValue(),
                            total.getKey().payee(),
                            total.getKey().account(),
                            total.getKey().currency()
                        })
                        .toList());
    }

    private boolean isLocked(StoreId store) {
        return sql.first(
                        store,
                        "select counted_at from ledger_checkpoint where store_id = :store for update",
                        row -> StoreSql.instant(row, "counted_at"))
                .isPresent();
    }

    /** The postings and their entries in one statement: what it sees of a posting is all of it. */
    private List<Line> uncounted(StoreId store) {
        return sql.list(
                store,
                "select e.posting_id, e.account, e.payee_id, e.currency, e.amount from (select posting_id from ledger_uncounted"
                        + " where store_id = :store and unbalanced = false order by posting_id limit "
                        + MAX_BATCH_SIZE
                        + ") u join ledger_entry e on e.store_id = :store and e.posting_id = u.posting_id",
                row -> new Line(
                        StoreSql.uuid(row, "posting_id"),
                        Account.valueOf(row.getString("account")),
                        StoreSql.uuid(row, "payee_id"),
                        row.getString("currency"),
                        row.getLong("amount")));
    }

    private void remove(StoreId store, Collection<UUID> postings) {
        int[] removed = sql.batch(
                store,
                "delete from ledger_uncounted where store_id = :store and posting_id = ? and unbalanced = false",
                rows(postings));
        for (int one : removed) {
            if (one != 1) {
                throw new IllegalStateException("a posting was counted by somebody who did not lock the checkpoint");
            }
        }
    }

    private static List<Object[]> rows(Collection<UUID> postings) {
        return postings.stream().map(id -> new Object[] {id}).toList();
    }
}
