package shop.gather.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.ledger.LedgerCheck.Unbalanced;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.http.Amount;

/**
 * What some postings add to the totals. A posting adds nothing if its entries do not add up to zero or are not what was
 * noted of them. Immutable.
 *
 * @param counted the postings that add something, each with the number of its entries
 * @param suspect the others; one with several currencies is in it several times
 * @param totals by account, over all payees; an account whose entries cancel out is in it too
 * @param payeeTotals by payee and account
 */
record CountedPostings(
        Map<UUID, Integer> counted,
        List<Unbalanced> suspect,
        Map<AccountKey, Long> totals,
        Map<BalanceKey, Long> payeeTotals) {

    /**
     * @param account as it is stored
     * @param payee null exactly for the store's own accounts
     */
    record Line(UUID posting, int line, String account, UUID payee, String currency, long amount) {

        static Line read(ResultSet row) throws SQLException {
            return new Line(
                    StoreSql.uuid(row, "posting_id"),
                    row.getInt("line"),
                    row.getString("account"),
                    StoreSql.uuid(row, "payee_id"),
                    row.getString("currency"),
                    row.getLong("amount"));
        }
    }

    /** Names a total. */
    record AccountKey(Account account, String currency) {}

    /**
     * @param postings those to count
     * @param noted copies of their entries, in the order of their lines; perhaps others' too
     * @param entries their entries, likewise
     */
    static CountedPostings of(List<UUID> postings, List<Line> noted, List<Line> entries) {
        Map<UUID, List<Line>> notedOf = noted.stream().collect(Collectors.groupingBy(Line::posting));
        Map<UUID, List<Line>> entriesOf = entries.stream().collect(Collectors.groupingBy(Line::posting));
        CountedPostings result = new CountedPostings(
                new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (UUID posting : postings) {
            result.add(posting, notedOf.getOrDefault(posting, List.of()), entriesOf.getOrDefault(posting, List.of()));
        }
        return result;
    }

    private void add(UUID id, List<Line> noted, List<Line> entries) {
        Map<String, Long> sums = new LinkedHashMap<>();
        entries.forEach(entry -> sums.merge(entry.currency(), entry.amount(), Math::addExact));
        if (entries.equals(noted) && sums.values().stream().allMatch(sum -> sum == 0)) {
            counted.put(id, entries.size());
            entries.forEach(this::add);
        } else {
            noted.forEach(line -> sums.putIfAbsent(line.currency(), 0L));
            sums.forEach((currency, sum) -> suspect.add(new Unbalanced(id, Amount.ofMinor(sum, currency))));
        }
    }

    private void add(Line line) {
        Account account = Account.valueOf(line.account());
        totals.merge(new AccountKey(account, line.currency()), line.amount(), Math::addExact);
        if (line.payee() != null) {
            payeeTotals.merge(new BalanceKey(line.payee(), account, line.currency()), line.amount(), Math::addExact);
        }
    }
}
