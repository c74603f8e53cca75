package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.ledger.Corrections;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Leaders cannot flood the owner with payouts that cost more than they are worth. */
class PayoutLimitsTest {

    @ParameterizedTest
    @CsvSource({"EUR, 1.00", "USD, 1.00", "JPY, 100", "KRW, 100", "KWD, 1.000", "TND, 1.000"})
    void theDefaultMinimumIsWorthSomethingInEveryCurrency(String currency, String minimum) {
        assertThat(PayoutLimits.byDefault(CurrencyUnit.of(currency))).isEqualTo(Money.parse(currency + " " + minimum));
    }

    @OnBothDatabases
    void sixHundredRequestsOfACentAreRefused(StoreDatabase database) {
        PayeeId leader = leaderWith(database, "EUR 6.00");
        for (int i = 0; i < 600; i++) {
            assertThatThrownBy(() -> ask(database, leader, "EUR 0.01"))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                            .isEqualTo(ProblemCode.INVALID_VALUE))
                    .hasMessageContaining("EUR 1.00");
        }
        assertThat(ask(database, leader, "EUR 1.00").state()).isEqualTo(PayoutRequest.State.REQUESTED);
    }

    @OnBothDatabases
    void theOwnerSetsTheMinimumPerCurrency(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        PayeeId leader = leaderWith(database, "EUR 60.00");
        PayoutLimits limits = database.bean(PayoutLimits.class);
        StoreDatabase other = shared.anotherStore();
        limits.change(other.store(), "owner:test", List.of(Money.parse("EUR 7.00")));
        limits.change(database.store(), "owner:test", List.of(Money.parse("EUR 25.00"), Money.parse("JPY 3000")));
        assertThat(limits.minimums(database.store()))
                .containsExactly(Money.parse("EUR 25.00"), Money.parse("JPY 3000"));
        assertThatThrownBy(() -> ask(database, leader, "EUR 24.99")).hasMessageContaining("EUR 25.00");
        assertThat(ask(database, leader, "EUR 25.00").state()).isEqualTo(PayoutRequest.State.REQUESTED);

        limits.change(database.store(), "owner:test", List.of(Money.parse("EUR 0.01")));
        assertThat(ask(database, leader, "EUR 0.01").state()).isEqualTo(PayoutRequest.State.REQUESTED);
        assertThat(limits.minimum(database.store(), CurrencyUnit.of("JPY"))).isEqualTo(Money.parse("JPY 100"));
        assertThat(limits.minimums(other.store())).containsExactly(Money.parse("EUR 7.00"));
    }

    @OnBothDatabases
    void atMostTwentyRequestsOfALeaderWaitAndARefusedOneHoldsNothing(StoreDatabase database) {
        PayeeId leader = leaderWith(database, "EUR 100.00");
        PayoutRequest first = ask(database, leader, "EUR 1.00");
        for (int i = 1; i < 20; i++) {
            ask(database, leader, "EUR 1.00");
        }
        assertThatThrownBy(() -> ask(database, leader, "EUR 1.00"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ProblemCode.CONFLICT));
        database.bean(PayoutRequests.class).approve(database.store(), "owner:test", first.id(), false);
        assertThat(ask(database, leader, "EUR 80.00").amount()).isEqualTo(Money.parse("EUR 80.00"));
    }

    @OnBothDatabases
    void theOwnerAsksForALeaderWhoseBalanceIsUnderTheMinimum(StoreDatabase database) {
        PayeeId leader = leaderWith(database, "EUR 0.37");
        PayoutRequest asked = database.bean(PayoutRequests.class)
                .requestFor(
                        database.store(), "owner:test", leader, Money.parse("EUR 0.37"), PayoutRequest.Method.TRANSFER);
        assertThat(asked.state()).isEqualTo(PayoutRequest.State.REQUESTED);
    }

    private static PayeeId leaderWith(StoreDatabase database, String amount) {
        PayeeId leader = database.payee();
        database.bean(Corrections.class)
                .adjust(database.store(), "owner:test", leader, Money.parse(amount), "to begin with");
        return leader;
    }

    private static PayoutRequest ask(StoreDatabase database, PayeeId leader, String amount) {
        return database.bean(PayoutRequests.class)
                .request(database.store(), "member:test", leader, Money.parse(amount), PayoutRequest.Method.TRANSFER);
    }
}
