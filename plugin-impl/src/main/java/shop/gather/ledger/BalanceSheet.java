package shop.gather.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The locked balances that a list of postings touches, and their values after each posting. Not thread-safe. */
final class BalanceSheet {

    private final Map<BalanceKey, Long> amounts;
    private final Map<BalanceKey, Long> changes = new LinkedHashMap<>();

    /** @param amounts in minor units; a missing account counts as zero */
    BalanceSheet(Map<BalanceKey, Long> amounts) {
        this.amounts = new LinkedHashMap<>(amounts);
    }

    /**
     * Applies a posting. If it must be covered and is not, changes nothing and returns the account that does not
     * suffice.
     */
    Optional<PostingResult.NotCovered> apply(Posting posting) {
        Map<BalanceKey, Long> sums = sums(posting);
        if (posting.covered()) {
            for (Map.Entry<BalanceKey, Long> sum : sums.entrySet()) {
                long balance = amount(sum.getKey());
                if (sum.getValue() < 0 && Math.addExact(balance, sum.getValue()) < 0) {
                    return Optional.of(
                            new PostingResult.NotCovered(sum.getKey().account(), money(sum.getKey(), balance)));
                }
            }
        }
        sums.forEach((key, sum) -> {
            amounts.merge(key, sum, Math::addExact);
            changes.merge(key, sum, Math::addExact);
        });
        return Optional.empty();
    }

    long amount(BalanceKey key) {
        return amounts.getOrDefault(key, 0L);
    }

    /** The changes by account, including accounts whose changes cancel out. */
    Map<BalanceKey, Long> changes() {
        return Collections.unmodifiableMap(changes);
    }

    private static Map<BalanceKey, Long> sums(Posting posting) {
        Map<BalanceKey, Long> sums = new LinkedHashMap<>();
        for (Entry entry : posting.entries()) {
            if (entry.account().isOfPayee()) {
                sums.merge(BalanceKey.of(entry), entry.minor(), Math::addExact);
            }
        }
        return sums;
    }

    private static Money money(BalanceKey key, long minor) {
        return Money.ofMinor(CurrencyUnit.of(key.currency()), minor);
    }
}
