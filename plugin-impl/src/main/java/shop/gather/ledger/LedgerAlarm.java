package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import shop.gather.ledger.BookComparison.PayeeSums;
import shop.gather.ledger.LedgerCheck.Difference;
import shop.gather.ledger.LedgerCheck.TotalDifference;
import shop.gather.ledger.LedgerCheck.Unbalanced;
import shop.gather.ledger.LedgerCheck.Verification;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Amount;
import shop.gather.shop.alarm.Alarms;

/**
 * Alarms that tell the owner that the ledger's figures disagree, and what to do. Findings that only a full verification
 * makes have a separate alarm, which only a full verification settles. Thread-safe.
 */
@Singleton
class LedgerAlarm {

    static final String KIND = "ledger-disagrees";

    private static final String KEY = "ledger-books";
    private static final String FULL_KEY = "ledger-entries";
    private static final String COUNTING_KEY = "ledger-counting";

    private final Alarms alarms;

    @Inject
    LedgerAlarm(Alarms alarms) {
        this.alarms = alarms;
    }

    /** Raises the alarm if something was found among new postings. */
    void raise(StoreId store, List<Unbalanced> unbalanced, List<PayeeSums> sums) {
        if (!unbalanced.isEmpty() || !sums.isEmpty()) {
            List<Difference> differences =
                    sums.stream().map(PayeeSums::difference).toList();
            alarms.restate(store, KEY, KIND, message(unbalanced, differences, List.of()));
        }
    }

    /**
     * Raises the alarm that new postings cannot be counted. In its own transaction, because the counting transaction
     * failed.
     */
    void raiseNotCounted(StoreId store) {
        alarms.raise(
                store,
                COUNTING_KEY,
                KIND,
                "New postings of the ledger cannot be counted, so they are not verified. No posting is lost, and "
                        + "balances stay up to date. Gather retries automatically and closes this alarm when it "
                        + "succeeds. If it stays open, send no payouts and ask your hosting provider: the log says "
                        + "why.");
    }

    /** Counting succeeded. */
    void settleNotCounted(StoreId store) {
        alarms.settle(store, COUNTING_KEY);
    }

    /** Raises or settles the alarm by the result of a verification. */
    void tell(StoreId store, Verification verification) {
        if (!verification.agrees()) {
            alarms.restate(
                    store,
                    verification.full() ? FULL_KEY : KEY,
                    KIND,
                    message(verification.unbalanced(), verification.differences(), verification.totals()));
        } else {
            alarms.settle(
                    store, verification.full() ? List.of(KEY, COUNTING_KEY, FULL_KEY) : List.of(KEY, COUNTING_KEY));
        }
    }

    private static String message(
            List<Unbalanced> unbalanced, List<Difference> differences, List<TotalDifference> totals) {
        List<String> found = new ArrayList<>();
        if (!differences.isEmpty()) {
            Difference first = differences.get(0);
            found.add("Stored balances differ from their entries; the first is " + first.account() + " of leader "
                    + first.leader() + ": " + text(first.stored()) + " stored, " + text(first.posted()) + " posted.");
        }
        if (!unbalanced.isEmpty()) {
            found.add("Postings do not add up to zero or were changed after they were posted; the first is "
                    + unbalanced.get(0).posting() + ".");
        }
        if (!totals.isEmpty()) {
            found.add("Totals differ from their entries; the first is "
                    + totals.get(0).account() + ".");
        }
        return "The ledger's figures disagree. " + String.join(" ", found)
                + " Send no payouts until this is solved. GET /api/v1/ledger/verification?full=true lists what "
                + "differs; POST /api/v1/ledger/rebuilds sets balances and totals to the sums of their entries. "
                + "Entries that were changed or postings that do not add up can only be restored from a backup: ask "
                + "your hosting provider.";
    }

    private static String text(Amount amount) {
        return amount.amount() + " " + amount.currency();
    }
}
