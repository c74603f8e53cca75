package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.LeaderAdjustmentResource.AdjustmentRequest;
import shop.gather.ledger.LeaderAdjustmentResource.Direction;
import shop.gather.ledger.LeaderWriteOffResource.WriteOffRequest;
import shop.gather.platform.http.Amount;
import shop.gather.platform.validation.Refusals;

/** What a correction must say. */
class CorrectionRequestsTest {

    private static final Amount FIVE = new Amount("5.00", "EUR");

    @Test
    void aCompleteOneIsAccepted() {
        assertThat(Refusals.of(new AdjustmentRequest("DEBIT", FIVE, "x".repeat(500))))
                .isEmpty();
        assertThat(Refusals.of(new WriteOffRequest(FIVE, " Left the programme ")))
                .isEmpty();
    }

    @Test
    void allThatIsMissingIsNamed() {
        assertThat(Refusals.of(new AdjustmentRequest(null, null, null)))
                .containsExactly("direction is missing.", "amount is missing.", "reason is missing.");
        assertThat(Refusals.of(new WriteOffRequest(null, null)))
                .containsExactly("amount is missing.", "reason is missing.");
    }

    @Test
    void allThatIsWrongIsNamed() {
        assertThat(Refusals.of(new AdjustmentRequest("credit", new Amount("-5.00", "EUR"), "x".repeat(501))))
                .containsExactly(
                        "direction must be one of CREDIT, DEBIT.",
                        "amount must be more than zero.",
                        "reason must not be longer than 500 characters.");
        assertThat(Refusals.of(new WriteOffRequest(new Amount("0.00", "EUR"), " ")))
                .containsExactly("amount must be more than zero.", "reason is missing.");
    }

    @Test
    void aDebitTakes() {
        assertThat(Direction.CREDIT.signed(Money.parse("EUR 5.00"))).isEqualTo(Money.parse("EUR 5.00"));
        assertThat(Direction.DEBIT.signed(Money.parse("EUR 5.00"))).isEqualTo(Money.parse("EUR -5.00"));
    }
}
