package shop.gather.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.ledger.CountedPostings.Line;
import shop.gather.platform.http.Amount;

/**
 * A posting whose entries were changed after it was posted and that is now counted with its present entries. Immutable.
 *
 * @param changes the accounts whose amounts differ; empty if only the order or split of the entries does
 */
@Schema(name = "LedgerRecountedPosting")
public record RecountedPosting(PostingId posting, List<EntryChange> changes) {

    /**
     * The amount of a posting on one account, before and after the change.
     *
     * @param account the stored text; may be unknown to Gather
     * @param leader null for the store's own accounts
     * @param noted the amount when it was posted
     * @param posted the amount by the present entries
     */
    @Schema(name = "LedgerEntryChange")
    public record EntryChange(String account, PayeeId leader, Amount noted, Amount posted) {

        private String text() {
            return account + (leader == null ? "" : " of leader " + leader) + " from " + text(noted) + " to "
                    + text(posted);
        }

        private static String text(Amount amount) {
            return amount.amount() + " " + amount.currency();
        }
    }

    private record Key(String account, PayeeId payee, String currency) {}

    static RecountedPosting of(PostingId posting, List<Line> noted, List<Line> entries) {
        Map<Key, BigDecimal> before = sums(noted);
        Map<Key, BigDecimal> after = sums(entries);
        before.keySet().forEach(key -> after.putIfAbsent(key, BigDecimal.ZERO));
        List<EntryChange> changes = new ArrayList<>();
        after.forEach((key, sum) -> {
            BigDecimal was = before.getOrDefault(key, BigDecimal.ZERO);
            if (was.compareTo(sum) != 0) {
                changes.add(new EntryChange(
                        key.account(),
                        key.payee(),
                        MinorAmounts.of(was, key.currency()),
                        MinorAmounts.of(sum, key.currency())));
            }
        });
        return new RecountedPosting(posting, List.copyOf(changes));
    }

    /** The text for the audit log. */
    String text() {
        return changes.isEmpty()
                ? "the same amounts in other entries"
                : changes.stream().map(EntryChange::text).collect(Collectors.joining(", "));
    }

    private static Map<Key, BigDecimal> sums(List<Line> lines) {
        Map<Key, BigDecimal> sums = new LinkedHashMap<>();
        lines.forEach(line -> sums.merge(
                new Key(line.account(), line.payee(), line.currency()),
                BigDecimal.valueOf(line.amount()),
                BigDecimal::add));
        return sums;
    }
}
