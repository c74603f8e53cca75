package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.ledger.BookComparison.PayeeSums;
import shop.gather.ledger.BookComparison.TotalSums;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Verifies the ledger: the trial balance, and the stored balances, totals and postings against the entries. By default
 * reads only the totals and the postings that are not counted yet (ADR 36). Thread-safe.
 */
@Singleton
public class LedgerCheck {

    private final Transactions transactions;
    private final Checkpoints checkpoints;
    private final BookRanges ranges;
    private final BookComparison comparison;
    private final LedgerAlarm alarm;
    private final Set<StoreId> underWay = ConcurrentHashMap.newKeySet();

    @Inject
    LedgerCheck(
            Transactions transactions,
            Checkpoints checkpoints,
            BookRanges ranges,
            BookComparison comparison,
            LedgerAlarm alarm) {
        this.transactions = transactions;
        this.checkpoints = checkpoints;
        this.ranges = ranges;
        this.comparison = comparison;
        this.alarm = alarm;
    }

    /** The sum of an account over all payees. */
    @Schema(name = "AccountTotal")
    public record AccountTotal(Account account, Amount total) {}

    /** @param total the sum of all accounts: zero unless the ledger is broken */
    @Schema(name = "TrialBalance", description = "The sums of all accounts in one currency; their total is zero")
    public record TrialBalance(String currency, List<AccountTotal> accounts, Amount total) {

        /** @param totals the totals of all currencies */
        static List<TrialBalance> of(List<AccountTotal> totals) {
            Map<String, List<AccountTotal>> byCurrency = totals.stream()
                    .collect(Collectors.groupingBy(
                            total -> total.total().currency(), TreeMap::new, Collectors.toList()));
            return byCurrency.entrySet().stream()
                    .map(entry ->
                            new TrialBalance(entry.getKey(), entry.getValue(), sum(entry.getKey(), entry.getValue())))
                    .toList();
        }

        private static Amount sum(String currency, List<AccountTotal> totals) {
            BigDecimal sum = totals.stream()
                    .map(total -> new BigDecimal(total.total().amount()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Amount(sum.toPlainString(), currency);
        }

        private boolean isZero() {
            return new BigDecimal(total.amount()).signum() == 0;
        }
    }

    /** A stored balance that differs from the sum of its entries. */
    @Schema(name = "LedgerDifference")
    public record Difference(PayeeId leader, Account account, Amount stored, Amount posted) {}

    /**
     * A posting whose entries do not add up to zero, differ from the copies made when it was posted, or cannot be
     * counted because an account or currency is unknown or a sum is too large.
     */
    @Schema(name = "UnbalancedPosting")
    public record Unbalanced(PostingId posting, Amount total) {}

    /**
     * A total that differs from the sum of its entries.
     *
     * @param leader the leader whose total it is; null for the total of all leaders
     */
    @Schema(name = "LedgerTotalDifference")
    public record TotalDifference(PayeeId leader, Account account, Amount kept, Amount posted) {}

    /**
     * @param agrees whether nothing was found
     * @param full whether all entries were read
     * @param postings the number of postings that were read
     * @param differences at most 200, like each of the following lists
     * @param notZero the trial balances of currencies whose accounts do not add up to zero
     */
    @Schema(name = "LedgerVerification")
    public record Verification(
            boolean agrees,
            boolean full,
            long postings,
            List<Difference> differences,
            List<Unbalanced> unbalanced,
            List<TotalDifference> totals,
            List<Amount> notZero) {}

    /** One trial balance per currency: the totals plus the uncounted entries, in one statement. */
    public List<TrialBalance> trialBalances(StoreId store) {
        return TrialBalance.of(transactions.inStore(store, () -> comparison.totals(store)));
    }

    /**
     * Counts new postings, which verifies each of them. Then compares each stored balance with its payee's total, and
     * the totals with one another. Raises an alarm if figures disagree.
     */
    public Verification verify(StoreId store) {
        int postings = checkpoints.count(store);
        return transactions.inStore(store, () -> {
            checkpoints.lock(store);
            return told(
                    store,
                    false,
                    postings,
                    comparison.differences(store),
                    comparison.unbalanced(store),
                    comparison.totalDifferences(store));
        });
    }

    /**
     * Compares postings, balances and totals with all entries, then does the comparisons of {@link #verify}, so that an
     * alarm raised meanwhile is settled only if they agree too. The database computes the sums; the node holds only the
     * findings. Raises an alarm if figures disagree.
     *
     * @throws ProblemException CONFLICT while another full verification of the store runs on this node
     */
    public Verification verifyFully(StoreId store) {
        return alone(store, () -> compareWithAllEntries(store));
    }

    /**
     * Runs work while no full verification of the store runs on this node; none can start meanwhile.
     *
     * @throws ProblemException CONFLICT if a full verification is running; the work is then not run
     */
    <T> T alone(StoreId store, Supplier<T> work) {
        if (!underWay.add(store)) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "A full verification of this store is running. Try again when it has finished.");
        }
        try {
            return work.get();
        } finally {
            underWay.remove(store);
        }
    }

    /** As {@link #verifyFully}, for a caller that runs inside {@link #alone}. */
    Verification compareWithAllEntries(StoreId store) {
        checkpoints.count(store);
        Findings<Unbalanced> unbalanced = new Findings<>();
        AtomicLong postings = new AtomicLong();
        ranges.ofPostings(store, range -> {
            postings.addAndGet(comparison.postings(store, range));
            unbalanced.addAll(comparison.unbalanced(store, range));
        });
        Findings<PayeeSums> sums = new Findings<>();
        sums.addAll(transactions.inStore(store, () -> comparison.differencesOfAllEntries(store)));
        return transactions.inStore(store, () -> {
            List<TotalSums> totals = comparison.totalDifferencesOfAllEntries(store);
            checkpoints.lock(store);
            addNew(unbalanced, comparison.unbalanced(store), LedgerCheck::place);
            addNew(sums, comparison.differences(store), PayeeSums::key);
            return told(store, true, postings.get(), sums.list(), unbalanced.list(), totals);
        });
    }

    /**
     * Takes the lock of the checkpoint, as does all code that raises an alarm, so that no alarm raised meanwhile is
     * settled.
     */
    private Verification told(
            StoreId store,
            boolean full,
            long postings,
            List<PayeeSums> sums,
            List<Unbalanced> unbalanced,
            List<TotalSums> totals) {
        List<Amount> notZero = TrialBalance.of(comparison.totals(store)).stream()
                .filter(balance -> !balance.isZero())
                .map(TrialBalance::total)
                .toList();
        List<TotalDifference> allTotals = new ArrayList<>();
        totals.forEach(total -> allTotals.add(total.difference()));
        sums.stream()
                .filter(PayeeSums::isMiscounted)
                .map(PayeeSums::totalDifference)
                .forEach(allTotals::add);
        List<Difference> differences = sums.stream()
                .filter(PayeeSums::isStoredWrong)
                .map(PayeeSums::difference)
                .toList();
        boolean agrees = sums.isEmpty() && unbalanced.isEmpty() && totals.isEmpty() && notZero.isEmpty();
        Verification verification = new Verification(
                agrees, full, postings, differences, List.copyOf(unbalanced), List.copyOf(allTotals), notZero);
        alarm.tell(store, verification);
        return verification;
    }

    /** Adds the findings whose subject is not among the earlier findings. */
    private static <T> void addNew(Findings<T> found, List<T> more, Function<T, Object> about) {
        Set<Object> known = found.list().stream().map(about).collect(Collectors.toSet());
        more.stream().filter(one -> known.add(about.apply(one))).forEach(found::add);
    }

    private static List<Object> place(Unbalanced unbalanced) {
        return List.of(unbalanced.posting(), unbalanced.total().currency());
    }
}
