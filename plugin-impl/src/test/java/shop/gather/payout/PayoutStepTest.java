package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.ledger.Account;
import shop.gather.ledger.Entry;
import shop.gather.ledger.PayeeId;
import shop.gather.payout.PayoutRequest.State;

class PayoutStepTest {

    private static PayoutRequest request(State state) {
        return new PayoutRequest(
                new PayoutRequestId(new UUID(0, 7)),
                new PayeeId(new UUID(0, 1)),
                Money.parse("EUR 12.50"),
                PayoutRequest.Method.TRANSFER,
                state);
    }

    /** L: the step can be taken; T: it was taken before; anything else is refused. In the order of the states. */
    @ParameterizedTest
    @CsvSource({
        // REQUESTED APPROVED REJECTED SENT PAID FAILED
        "APPROVE, LT-TTT",
        "WITHDRAW, TL----",
        "REJECT,  L-T---",
        "SEND,    -L-TTT",
        "SETTLE,  ---LT-",
        "FAIL,    ---LLT",
    })
    void aStepLeavesTheStatesThatItNames(PayoutStep step, String expected) {
        StringBuilder found = new StringBuilder();
        for (State state : State.values()) {
            found.append(step.leaves(state) ? 'L' : step.wasTaken(state) ? 'T' : '-');
        }
        assertThat(found).hasToString(expected);
    }

    @ParameterizedTest
    @EnumSource(PayoutStep.class)
    void whereAStepLeadsItWasTaken(PayoutStep step) {
        assertThat(step.wasTaken(step.to())).isTrue();
        assertThat(step.leaves(step.to())).isFalse();
    }

    @Test
    void aRequestThatWentThroughAllStepsHasMovedItsAmountOutOnce() {
        List<Entry> entries = Arrays.stream(new PayoutStep[] {PayoutStep.SEND, PayoutStep.SETTLE})
                .flatMap(step -> step.posting(request(State.SENT)).stream())
                .flatMap(posting -> posting.entries().stream())
                .toList();
        assertThat(sum(entries, Account.REQUESTED)).isEqualTo(Money.parse("EUR -12.50"));
        assertThat(sum(entries, Account.PAYOUTS_IN_TRANSIT)).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(sum(entries, Account.PAID_OUT)).isEqualTo(Money.parse("EUR 12.50"));
    }

    @ParameterizedTest
    @CsvSource({"SENT, PAYOUTS_IN_TRANSIT", "PAID, PAID_OUT"})
    void aFailedTransferComesBackFromWhereItWas(State state, Account from) {
        List<Entry> entries =
                PayoutStep.FAIL.posting(request(state)).orElseThrow().entries();
        assertThat(sum(entries, from)).isEqualTo(Money.parse("EUR -12.50"));
        assertThat(sum(entries, Account.AVAILABLE)).isEqualTo(Money.parse("EUR 12.50"));
    }

    private static Money sum(List<Entry> entries, Account account) {
        return entries.stream()
                .filter(entry -> entry.account() == account)
                .map(Entry::amount)
                .reduce(Money.parse("EUR 0.00"), Money::plus);
    }
}
