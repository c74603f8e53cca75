package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class BalanceSheetTest {

    private static final PayeeId LEADER = new PayeeId(new UUID(0, 1));
    private static final BalanceKey AVAILABLE = new BalanceKey(LEADER, Account.AVAILABLE, "EUR");
    private static final BalanceKey REQUESTED = new BalanceKey(LEADER, Account.REQUESTED, "EUR");

    private static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    private static Posting hold(long cents) {
        return new Posting(
                        "hold",
                        "payout",
                        "subject",
                        "memo",
                        List.of(
                                Entry.of(Account.AVAILABLE, LEADER, cents(-cents)),
                                Entry.of(Account.REQUESTED, LEADER, cents(cents))))
                .ifCovered();
    }

    private static Posting reversal(long cents) {
        return new Posting(
                "reversal",
                "commission",
                "subject",
                "memo",
                List.of(
                        Entry.of(Account.AVAILABLE, LEADER, cents(-cents)),
                        Entry.of(Account.COMMISSION_EXPENSE, cents(cents))));
    }

    @Test
    void exactlyWhatIsAvailableCanBeHeldAndNotACentMore() {
        BalanceSheet sheet = new BalanceSheet(Map.of(AVAILABLE, 1_000L));
        assertThat(sheet.apply(hold(1_001))).contains(new PostingResult.NotCovered(Account.AVAILABLE, cents(1_000)));
        assertThat(sheet.changes()).isEmpty();
        assertThat(sheet.apply(hold(1_000))).isEmpty();
        assertThat(sheet.amount(AVAILABLE)).isZero();
        assertThat(sheet.amount(REQUESTED)).isEqualTo(1_000);
        assertThat(sheet.apply(hold(1))).isPresent();
    }

    @Test
    void aReversalIsNeverClamped() {
        BalanceSheet sheet = new BalanceSheet(Map.of(AVAILABLE, 5L));
        assertThat(sheet.apply(reversal(12))).isEmpty();
        assertThat(sheet.amount(AVAILABLE)).isEqualTo(-7);
        assertThat(sheet.apply(hold(1))).contains(new PostingResult.NotCovered(Account.AVAILABLE, cents(-7)));
    }

    @Test
    void anAccountThatWasNeverPostedToCoversNothing() {
        assertThat(new BalanceSheet(Map.of()).apply(hold(1)))
                .contains(new PostingResult.NotCovered(Account.AVAILABLE, cents(0)));
    }
}
