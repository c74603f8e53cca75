package shop.gather.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What some postings add to the totals. A posting whose entries do not add up to zero adds nothing. Immutable.
 *
 * @param balanced the postings that are counted
 * @param unbalanced the others
 * @param totals by account, over all payees; an account whose entries cancel out is in it too
 * @param payeeTotals by payee and account
 */
record CountedPostings(
        Set<UUID> balanced, Set<UUID> unbalanced, Map<AccountKey, Long> totals, Map<BalanceKey, Long> payeeTotals) {

    /** @param payee null exactly for the store's own accounts */
    record Line(UUID posting, Account account, UUID payee, String currency, long amount) {}

    /** Names a total. */
    record AccountKey(Account account, String currency) {}

    static CountedPostings of(List<Line> lines) {
        Map<UUID, List<Line>> postings = new LinkedHashMap<>();
        lines.forEach(line -> postings.computeIfAbsent(line.posting(), any -> new ArrayList<>())
                .add(line));
        CountedPostings counted = new CountedPostings(
                new LinkedHashSet<>(), new HashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        postings.forEach((id, entries) -> {
            if (isBalanced(entries)) {
                counted.balanced.add(id);
                entries.forEach(counted::add);
            } else {
                counted.unbalanced.add(id);
            }
        });
        return counted;
    }

    private void add(Line line) {
        totals.merge(new AccountKey(line.account(), line.currency()), line.amount(), Math::addExact);
        if (line.payee() != null) {
            payeeTotals.merge(
                    new BalanceKey(line.payee(), line.account(), line.currency()), line.amount(), Math::addExact);
        }
    }

    private static boolean isBalanced(List<Line> entries) {
        Map<String, Long> sums = new LinkedHashMap<>();
        entries.forEach(entry -> sums.merge(entry.currency(), entry.amount(), Math::addExact));
        return sums.values().stream().allMatch(sum -> sum == 0);
    }
}
