package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PostingTest {

    private static final PayeeId LEADER = new PayeeId(new UUID(0, 1));

    private static Posting posting(Entry... entries) {
        return new Posting("key", "test", "subject", "memo", List.of(entries));
    }

    @Test
    void entriesThatDoNotAddUpAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posting(
                        Entry.of(Account.PENDING, LEADER, Money.parse("EUR 1.00")),
                        Entry.of(Account.COMMISSION_EXPENSE, Money.parse("EUR -0.99"))));
    }

    @Test
    void eachCurrencyMustAddUpForItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posting(
                        Entry.of(Account.PENDING, LEADER, Money.parse("EUR 1.00")),
                        Entry.of(Account.COMMISSION_EXPENSE, Money.parse("USD -1.00"))));
    }

    @Test
    void aPostingHasTwoSides() {
        assertThatIllegalArgumentException().isThrownBy(() -> posting());
    }

    @Test
    void anEntryNamesAPayeeExactlyOnAPayeesAccount() {
        Money euro = Money.parse("EUR 1.00");
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.of(Account.AVAILABLE, euro));
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.of(Account.PAID_OUT, LEADER, euro));
    }

    @Test
    void anEntryOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.of(Account.PENDING, LEADER, Money.parse("EUR 0.00")));
    }

    @Test
    void aPostingInTwoCurrenciesMayBalanceInBoth() {
        Posting both = posting(
                Entry.of(Account.PENDING, LEADER, Money.parse("EUR 1.00")),
                Entry.of(Account.COMMISSION_EXPENSE, Money.parse("EUR -1.00")),
                Entry.of(Account.PENDING, LEADER, Money.parse("JPY 100")),
                Entry.of(Account.COMMISSION_EXPENSE, Money.parse("JPY -100")));
        assertThat(both.entries()).hasSize(4);
    }
}
