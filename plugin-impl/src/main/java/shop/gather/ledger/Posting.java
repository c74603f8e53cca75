package shop.gather.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/**
 * A balanced set of entries, to be posted once.
 *
 * @param key the idempotency key, unique in the store: a second posting with the same key is not posted
 * @param kind a stable name, lower case with dashes, such as {@code commission}
 * @param subject the object that it is about, such as {@code order:1001}
 * @param memo a text for statements
 * @param covered whether it is refused if it would make a payee's account negative
 */
public record Posting(String key, String kind, String subject, String memo, List<Entry> entries, boolean covered) {

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_MEMO = 500;

    public Posting {
        entries = List.copyOf(entries);
        if (key.isBlank() || key.length() > LONGEST_KEY || memo.length() > LONGEST_MEMO) {
            throw new IllegalArgumentException("a posting needs a key of 1 to " + LONGEST_KEY
                    + " characters and a memo of at most " + LONGEST_MEMO);
        }
        requireBalanced(entries);
    }

    /** @throws IllegalArgumentException if the entries do not add up to zero in each currency */
    public Posting(String key, String kind, String subject, String memo, List<Entry> entries) {
        this(key, kind, subject, memo, entries, false);
    }

    /** The same posting, refused where it would take a payee's account below zero. */
    public Posting ifCovered() {
        return new Posting(key, kind, subject, memo, entries, true);
    }

    private static void requireBalanced(List<Entry> entries) {
        if (entries.size() < 2) {
            throw new IllegalArgumentException("a posting needs at least two entries");
        }
        Map<String, Money> sums = new HashMap<>();
        entries.forEach(entry -> sums.merge(entry.currency(), entry.amount(), Money::plus));
        sums.forEach((currency, sum) -> {
            if (!sum.isZero()) {
                throw new IllegalArgumentException("the entries in " + currency + " add up to " + sum);
            }
        });
    }
}
