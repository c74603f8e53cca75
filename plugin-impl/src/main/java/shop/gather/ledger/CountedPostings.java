package shop.gather.ledger;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shop.gather.ledger.LedgerCheck.Unbalanced;
import shop.gather.platform.database.StoreSql;

/**
 * The amounts that a batch of postings adds to the totals. A posting adds nothing if its entries do not add up to zero,
 * differ from their copies in the queue, have an unknown account or currency, or are too large to add. Immutable.
 *
 * @param counted the postings that are counted, each with the number of its entries
 * @param suspect the other postings; one with several currencies is included several times
 * @param totals by account, over all payees, including accounts whose entries cancel out
 * @param payeeTotals by payee and account
 */
record CountedPostings(
        Map<PostingId, Integer> counted,
        List<Unbalanced> suspect,
        Map<AccountKey, Long> totals,
        Map<BalanceKey, Long> payeeTotals) {

    /** Far above any entry that Gather writes, and low enough that one entry cannot overflow a stored total. */
    private static final long LARGEST_ENTRY = 1_000_000_000_000_000L;

    /**
     * @param account the stored text
     * @param payee null exactly for the store's own accounts
     */
    record Line(PostingId posting, int line, String account, PayeeId payee, String currency, long amount) {

        /** Whether Gather could have written this line. */
        private boolean isReadable() {
            return Account.isKnown(account)
                    && MinorAmounts.isKnown(currency)
                    && amount >= -LARGEST_ENTRY
                    && amount <= LARGEST_ENTRY;
        }

        static Line read(ResultSet row) throws SQLException {
            return new Line(
                    StoreSql.id(row, "posting_id", PostingId::new),
                    row.getInt("line"),
                    row.getString("account"),
                    StoreSql.id(row, "payee_id", PayeeId::new),
                    row.getString("currency"),
                    row.getLong("amount"));
        }
    }

    /** The key of a total. */
    record AccountKey(Account account, String currency) {}

    /**
     * @param postings the postings to count
     * @param noted the copies of their entries in the queue, ordered by line; may contain those of other postings
     * @param entries their entries, ordered by line; may contain those of other postings
     */
    static CountedPostings of(List<PostingId> postings, List<Line> noted, List<Line> entries) {
        Map<PostingId, List<Line>> notedOf = noted.stream().collect(Collectors.groupingBy(Line::posting));
        Map<PostingId, List<Line>> entriesOf = entries.stream().collect(Collectors.groupingBy(Line::posting));
        CountedPostings result = new CountedPostings(
                new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (PostingId posting : postings) {
            result.add(posting, notedOf.getOrDefault(posting, List.of()), entriesOf.getOrDefault(posting, List.of()));
        }
        return result;
    }

    private void add(PostingId id, List<Line> noted, List<Line> entries) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        entries.forEach(entry -> sums.merge(entry.currency(), BigDecimal.valueOf(entry.amount()), BigDecimal::add));
        if (entries.equals(noted)
                && sums.values().stream().allMatch(sum -> sum.signum() == 0)
                && entries.stream().allMatch(Line::isReadable)
                && add(entries)) {
            counted.put(id, entries.size());
        } else {
            noted.forEach(line -> sums.putIfAbsent(line.currency(), BigDecimal.ZERO));
            sums.forEach((currency, sum) -> suspect.add(new Unbalanced(id, MinorAmounts.of(sum, currency))));
        }
    }

    /** Adds a posting's entries, or none of them if a sum would be too large. Returns whether they were added. */
    private boolean add(List<Line> entries) {
        Map<AccountKey, Long> newTotals = new LinkedHashMap<>();
        Map<BalanceKey, Long> newPayeeTotals = new LinkedHashMap<>();
        try {
            for (Line line : entries) {
                Account account = Account.valueOf(line.account());
                add(newTotals, totals, new AccountKey(account, line.currency()), line.amount());
                if (line.payee() != null) {
                    BalanceKey key = new BalanceKey(line.payee(), account, line.currency());
                    add(newPayeeTotals, payeeTotals, key, line.amount());
                }
            }
        } catch (ArithmeticException tooLarge) {
            return false;
        }
        totals.putAll(newTotals);
        payeeTotals.putAll(newPayeeTotals);
        return true;
    }

    private static <K> void add(Map<K, Long> sums, Map<K, Long> before, K key, long amount) {
        sums.put(key, Math.addExact(sums.getOrDefault(key, before.getOrDefault(key, 0L)), amount));
    }
}
