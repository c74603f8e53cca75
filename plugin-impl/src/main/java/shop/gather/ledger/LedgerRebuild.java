package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import shop.gather.ledger.BookComparison.PayeeSums;
import shop.gather.ledger.BookComparison.TotalSums;
import shop.gather.ledger.BookRanges.Range;
import shop.gather.ledger.Checkpoints.Recounted;
import shop.gather.ledger.LedgerCheck.Difference;
import shop.gather.ledger.LedgerCheck.TotalDifference;
import shop.gather.ledger.LedgerResource.Rebuilt;
import shop.gather.platform.StorableText;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;

/**
 * Sets balances and totals to the sums of their entries, which are the source of truth. Started by the owner and
 * audited. Thread-safe.
 */
@Singleton
class LedgerRebuild {

    private static final int LONGEST_DETAILS = 4_000;

    private final Transactions transactions;
    private final BookRanges ranges;
    private final BookComparison comparison;
    private final Checkpoints checkpoints;
    private final LedgerBalances balances;
    private final LedgerCheck check;
    private final AuditLog audit;

    @Inject
    LedgerRebuild(
            Transactions transactions,
            BookRanges ranges,
            BookComparison comparison,
            Checkpoints checkpoints,
            LedgerBalances balances,
            LedgerCheck check,
            AuditLog audit) {
        this.transactions = transactions;
        this.ranges = ranges;
        this.comparison = comparison;
        this.checkpoints = checkpoints;
        this.balances = balances;
        this.check = check;
        this.audit = audit;
    }

    /**
     * Rebuilds everything that differs. Returns the first differences; the audit log has all of them. Then runs a full
     * verification, which settles the alarm or raises it again.
     *
     * @throws ProblemException CONFLICT while a full verification of the store runs on this node; nothing is changed
     */
    Rebuilt rebuild(StoreId store, String actor) {
        return check.alone(store, () -> rebuildAlone(store, actor));
    }

    private Rebuilt rebuildAlone(StoreId store, String actor) {
        Findings<Difference> rebuilt = new Findings<>();
        Findings<TotalDifference> recounted = new Findings<>();
        Findings<RecountedPosting> postings = countAgain(store, actor);
        ranges.ofPayees(store, range -> {
            List<PayeeSums> wrong = lockedDifferences(store, range);
            rebuild(
                    store,
                    actor,
                    wrong.stream().filter(PayeeSums::isStoredWrong).toList(),
                    rebuilt);
            recount(store, actor, wrong.stream().filter(PayeeSums::isMiscounted).toList(), recounted);
        });
        transactions.inStore(store, () -> recountTotals(store, actor, recounted));
        check.compareWithAllEntries(store);
        return new Rebuilt(rebuilt.list(), recounted.list(), postings.list());
    }

    /** Counts suspect postings with their present entries. The audit log keeps the previous amounts. */
    private Findings<RecountedPosting> countAgain(StoreId store, String actor) {
        Findings<RecountedPosting> changed = new Findings<>();
        UUID last = BookRanges.START;
        while (last != null) {
            UUID after = last;
            last = transactions.inStore(store, () -> {
                Recounted batch = checkpoints.countAgain(store, after);
                for (RecountedPosting posting : batch.changed()) {
                    audit.record(
                            store,
                            actor,
                            "ledger.recounted",
                            "posting:" + posting.posting(),
                            StorableText.cut(posting.text(), LONGEST_DETAILS));
                    changed.add(posting);
                }
                return batch.last();
            });
        }
        return changed;
    }

    /** Compares again under the locks, so that amounts posted or counted meanwhile are not reported. */
    private List<PayeeSums> lockedDifferences(StoreId store, Range range) {
        List<BalanceKey> found = comparison.differences(store, range).stream()
                .map(PayeeSums::key)
                .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        checkpoints.lock(store);
        Set<BalanceKey> locked = balances.open(store, found).keySet();
        return comparison.differences(store, range).stream()
                .filter(sums -> locked.contains(sums.key()))
                .toList();
    }

    private void rebuild(StoreId store, String actor, List<PayeeSums> wrong, Findings<Difference> rebuilt) {
        Map<BalanceKey, Long> changes = new HashMap<>();
        for (PayeeSums sums : wrong) {
            Difference difference = sums.difference();
            changes.put(sums.key(), Math.subtractExact(sums.posted(), sums.stored()));
            audit.record(
                    store,
                    actor,
                    "ledger.rebuilt",
                    "leader:" + difference.leader(),
                    difference.account() + " from " + difference.stored() + " to " + difference.posted());
            rebuilt.add(difference);
        }
        balances.add(store, changes);
    }

    private void recount(StoreId store, String actor, List<PayeeSums> wrong, Findings<TotalDifference> recounted) {
        List<Object[]> changes = new ArrayList<>();
        for (PayeeSums sums : wrong) {
            BalanceKey key = sums.key();
            changes.add(new Object[] {
                Math.subtractExact(sums.posted(), sums.counted()), key.payee(), key.account(), key.currency()
            });
            recounted(store, actor, "leader:" + key.payee(), sums.totalDifference(), recounted);
        }
        checkpoints.addPayeeTotals(store, changes);
    }

    private void recountTotals(StoreId store, String actor, Findings<TotalDifference> recounted) {
        checkpoints.lock(store);
        for (TotalSums sums : comparison.totalDifferencesOfAllEntries(store)) {
            checkpoints.addTotal(
                    store, sums.account(), sums.currency(), Math.subtractExact(sums.posted(), sums.kept()));
            recounted(store, actor, "ledger", sums.difference(), recounted);
        }
    }

    private void recounted(
            StoreId store, String actor, String subject, TotalDifference wrong, Findings<TotalDifference> recounted) {
        audit.record(
                store,
                actor,
                "ledger.recounted",
                subject,
                wrong.account() + " from " + wrong.kept() + " to " + wrong.posted());
        recounted.add(wrong);
    }
}
