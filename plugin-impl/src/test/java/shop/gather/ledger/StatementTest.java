package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.Balances.Standing;
import shop.gather.ledger.LedgerCheck.AccountTotal;
import shop.gather.ledger.LedgerCheck.TrialBalance;
import shop.gather.ledger.Statement.Line;
import shop.gather.ledger.Statement.Movement;
import shop.gather.platform.http.Amount;

class StatementTest {

    private static Standing standing(long pending, long available, long requested) {
        return new Standing(cents(pending), cents(available), cents(requested));
    }

    private static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    private static Movement movement(long pending, long available, long requested) {
        return new Movement(
                new PostingId(UUID.randomUUID()),
                Instant.EPOCH,
                "kind",
                "subject",
                "memo",
                standing(pending, available, requested));
    }

    @Test
    void eachLineShowsWhatThereWasAfterIt() {
        List<Line> lines = Statement.backwards(
                List.of(movement(0, -300, 300), movement(-500, 500, 0), movement(800, 0, 0)), standing(300, 200, 300));
        assertThat(lines).extracting(line -> line.after().available().amount()).containsExactly("2.00", "5.00", "0.00");
        assertThat(lines).extracting(line -> line.after().pending().amount()).containsExactly("3.00", "3.00", "8.00");
        assertThat(lines).extracting(line -> line.after().requested().amount()).containsExactly("3.00", "0.00", "0.00");
        assertThat(lines.get(0).available()).isEqualTo(new Amount("-3.00", "EUR"));
    }

    @Test
    void aTrialBalanceIsSummedForEachCurrency() {
        List<TrialBalance> balances = TrialBalance.of(List.of(
                new AccountTotal(Account.AVAILABLE, new Amount("2.00", "EUR")),
                new AccountTotal(Account.COMMISSION_EXPENSE, new Amount("-2.00", "EUR")),
                new AccountTotal(Account.AVAILABLE, new Amount("5", "JPY"))));
        assertThat(balances)
                .extracting(TrialBalance::total)
                .containsExactly(new Amount("0.00", "EUR"), new Amount("5", "JPY"));
    }
}
