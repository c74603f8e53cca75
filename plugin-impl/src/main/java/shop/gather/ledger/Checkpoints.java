package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shop.gather.ledger.BookComparison.PayeeSums;
import shop.gather.ledger.CountedPostings.Line;
import shop.gather.ledger.LedgerCheck.Unbalanced;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Counts postings: adds those in the queue of uncounted postings to the totals, and verifies each one. Its entries must
 * add up to zero and equal the copies in the queue, and the balances of its payees must equal the sums of their
 * entries. The store's checkpoint is locked meanwhile, so two nodes count one after the other. Posting does not wait
 * for that lock. Thread-safe.
 */
@Singleton
class Checkpoints {

    /** The maximum number of postings that one transaction counts. */
    static final int MAX_BATCH_SIZE = 1_000;

    /** The maximum number of batches in one run; the next sweep continues. */
    private static final int MAX_BATCHES = 50;

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
     * Counts the waiting postings, one transaction per batch, then compares the balances of the payees whose entries it
     * counted. Raises an alarm if figures disagree, and another one if counting fails.
     *
     * @return how many postings were processed; more may be waiting
     */
    int count(StoreId store) {
        try {
            return countBatches(store);
        } catch (RuntimeException failure) {
            try {
                alarm.raiseNotCounted(store);
            } catch (RuntimeException unsaid) {
                failure.addSuppressed(unsaid);
            }
            throw failure;
        }
    }

    private int countBatches(StoreId store) {
        Set<PayeeId> payees = new HashSet<>();
        int postings = 0;
        int batches = 0;
        int last = MAX_BATCH_SIZE;
        while (last == MAX_BATCH_SIZE && batches++ < MAX_BATCHES) {
            last = countBatch(store, payees);
            postings += last;
        }
        if (postings > 0) {
            transactions.inStore(store, () -> {
                lock(store);
                List<PayeeSums> differences = payees.isEmpty() ? List.of() : comparison.differences(store, payees);
                if (!differences.isEmpty()) {
                    alarm.raise(store, comparison.unbalanced(store), differences);
                }
                alarm.settleNotCounted(store);
            });
        }
        return postings;
    }

    private int countBatch(StoreId store, Set<PayeeId> payees) {
        return transactions.inStore(store, () -> {
            lock(store);
            List<PostingId> postings = waiting(store, false, BookRanges.START);
            if (postings.isEmpty()) {
                return 0;
            }
            CountedPostings batch =
                    CountedPostings.of(postings, noted(store, false, postings), entries(store, postings));
            batch.totals().forEach((key, amount) -> addTotal(store, key.account(), key.currency(), amount));
            addPayeeTotals(store, batch);
            remove(store, batch.counted());
            setAside(store, batch.suspect());
            batch.payeeTotals().keySet().forEach(key -> payees.add(key.payee()));
            return postings.size();
        });
    }

    /** Locks the store's totals until the transaction ends. */
    void lock(StoreId store) {
        if (!isLocked(store)) {
            sql.insertIfAbsent(store, "insert into ledger_checkpoint (store_id) values (:store)");
            isLocked(store);
        }
    }

    /**
     * @param last the last posting that was processed; null if there was none
     * @param changed the postings whose entries differ from their copies in the queue
     */
    record Recounted(UUID last, List<RecountedPosting> changed) {}

    /**
     * Puts a batch of suspect postings back into the queue, with copies of the entries that they have now. A posting
     * without any entry stays suspect: its copies are the only remaining record of it.
     *
     * @param after exclusive
     */
    Recounted countAgain(StoreId store, UUID after) {
        lock(store);
        List<PostingId> postings = waiting(store, true, after);
        if (postings.isEmpty()) {
            return new Recounted(null, List.of());
        }
        Map<PostingId, List<Line>> noted = byPosting(noted(store, true, postings));
        Map<PostingId, List<Line>> entries = byPosting(entries(store, postings));
        List<Object[]> again =
                entries.keySet().stream().map(id -> new Object[] {id}).toList();
        sql.batch(store, "delete from ledger_uncounted where store_id = :store and posting_id = ?", again);
        sql.batch(
                store,
                "insert into ledger_uncounted (store_id, posting_id, line, account, payee_id, currency, amount, posted_at, suspect)"
                        + " select :store, posting_id, line, account, payee_id, currency, amount, now(), false"
                        + " from ledger_entry where store_id = :store and posting_id = ?",
                again);
        return new Recounted(
                postings.get(postings.size() - 1).value(),
                entries.keySet().stream()
                        .filter(id -> !entries.get(id).equals(noted.get(id)))
                        .map(id -> RecountedPosting.of(id, noted.get(id), entries.get(id)))
                        .toList());
    }

    private static Map<PostingId, List<Line>> byPosting(List<Line> lines) {
        return lines.stream().collect(Collectors.groupingBy(Line::posting, LinkedHashMap::new, Collectors.toList()));
    }

    /** Adds to a total. The caller holds the lock. */
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

    /** Adds to totals of payees. The caller holds the lock. */
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

    private void addPayeeTotals(StoreId store, CountedPostings batch) {
        addPayeeTotals(
                store,
                batch.payeeTotals().entrySet().stream()
                        .map(total -> new Object[] {
                            total.getValue(),
                            total.getKey().payee(),
                            total.getKey().account(),
                            total.getKey().currency()
                        })
                        .toList());
    }

    private boolean isLocked(StoreId store) {
        return sql.first(store, "select store_id from ledger_checkpoint where store_id = :store for update", row -> 1)
                .isPresent();
    }

    /** The first postings in the queue after the given one, at most one batch. */
    private List<PostingId> waiting(StoreId store, boolean suspect, UUID after) {
        return sql.list(
                store,
                "select distinct posting_id from ledger_uncounted where store_id = :store and suspect = ?"
                        + " and posting_id > ? order by posting_id limit " + MAX_BATCH_SIZE,
                row -> StoreSql.id(row, "posting_id", PostingId::new),
                suspect,
                after);
    }

    private List<Line> noted(StoreId store, boolean suspect, List<PostingId> postings) {
        return sql.list(
                store,
                "select posting_id, line, account, payee_id, currency, amount from ledger_uncounted where store_id = :store"
                        + " and suspect = ? and posting_id >= ? and posting_id <= ? order by posting_id, line",
                Line::read,
                suspect,
                postings.get(0),
                postings.get(postings.size() - 1));
    }

    /**
     * Reads entries by range and ids. A join with the queue would be planned with outdated statistics of the queue. H2
     * uses the index for the range, PostgreSQL for the ids.
     */
    private List<Line> entries(StoreId store, List<PostingId> postings) {
        PostingId last = postings.get(postings.size() - 1);
        // Rounded up to one of a few sizes, so that few different statements exist.
        int size = IntStream.of(10, 100, MAX_BATCH_SIZE)
                .filter(some -> some >= postings.size())
                .findFirst()
                .orElseThrow();
        List<Object> args = new ArrayList<>(List.of(postings.get(0), last));
        args.addAll(postings);
        args.addAll(Collections.nCopies(size - postings.size(), last));
        return sql.list(
                store,
                "select posting_id, line, account, payee_id, currency, amount from ledger_entry where store_id = :store"
                        + " and posting_id >= ? and posting_id <= ? and posting_id in (" + StoreSql.marks(size)
                        + ") order by posting_id, line",
                Line::read,
                args.toArray());
    }

    private void remove(StoreId store, Map<PostingId, Integer> postings) {
        List<PostingId> ids = List.copyOf(postings.keySet());
        int[] removed = sql.batch(
                store,
                "delete from ledger_uncounted where store_id = :store and posting_id = ? and suspect = false",
                ids.stream().map(id -> new Object[] {id}).toList());
        for (int i = 0; i < removed.length; i++) {
            if (removed[i] != postings.get(ids.get(i))) {
                throw new IllegalStateException("a posting was counted by somebody who did not lock the checkpoint");
            }
        }
    }

    private void setAside(StoreId store, List<Unbalanced> suspect) {
        sql.batch(
                store,
                "update ledger_uncounted set suspect = true where store_id = :store and posting_id = ?",
                suspect.stream()
                        .map(posting -> new Object[] {posting.posting()})
                        .toList());
        alarm.raise(store, suspect, List.of());
    }
}
