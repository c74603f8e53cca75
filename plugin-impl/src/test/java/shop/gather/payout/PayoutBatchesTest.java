package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.ledger.Corrections;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.PayoutRequest.Method;
import shop.gather.payout.PayoutRequest.State;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;

/** Which approved requests a batch takes. */
class PayoutBatchesTest {

    private static PayeeId leaderWith(StoreDatabase database, String balance) {
        PayeeId leader = database.payee();
        database.bean(Corrections.class)
                .adjust(database.store(), "owner:test", leader, Money.parse(balance), "to begin with");
        return leader;
    }

    /** Approved transfers of EUR 1.00, oldest first. */
    private static List<PayoutRequestId> approved(StoreDatabase database, PayeeId leader, int count) {
        return database.transactions().inStore(database.store(), () -> Stream.generate(() -> new PayoutRequest(
                        new PayoutRequestId(Ids.next()),
                        leader,
                        Money.parse("EUR 1.00"),
                        Method.TRANSFER,
                        State.APPROVED))
                .limit(count)
                .peek(database.bean(PayoutRows.class)::insert)
                .map(PayoutRequest::id)
                .toList());
    }

    private static PayoutBatches.Filled send(StoreDatabase database) {
        return database.bean(PayoutBatches.class).send(database.store(), "owner:test");
    }

    private static List<PayoutRequestId> ids(PayoutBatches.Filled batch) {
        return batch.requests().stream().map(PayoutRequest::id).toList();
    }

    @OnBothDatabases
    void manyWhoOweKeepNobodyWaitingAndCostTwoStatementsForEachPiece(StoreDatabase shared) {
        StoreDatabase few = shared.anotherStore();
        approved(few, leaderWith(few, "EUR 9.00"), 2);
        int usual = few.statementsOf(() -> send(few));

        StoreDatabase many = shared.anotherStore();
        approved(many, leaderWith(many, "EUR -9.00"), PayoutBatches.MOST + 1);
        List<PayoutRequestId> payable = approved(many, leaderWith(many, "EUR 9.00"), 2);
        PayoutBatches.Filled[] batch = new PayoutBatches.Filled[1];
        int statements = many.statementsOf(() -> batch[0] = send(many));
        assertThat(ids(batch[0])).isEqualTo(payable);
        assertThat(batch[0].leftOut()).isEqualTo(PayoutBatches.MOST + 1);
        assertThat(statements).isEqualTo(usual + 2);
        assertThatThrownBy(() -> send(many))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(PayoutBatches.MOST + 1 + " are approved");
    }

    @OnBothDatabases
    void aFullBatchTakesTheOldestAndTheNextOneTheRest(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        PayeeId debtor = leaderWith(database, "EUR -9.00");
        PayeeId payable = leaderWith(database, "EUR 9.00");
        PayoutRequestId waiting = approved(database, debtor, 1).get(0);
        List<PayoutRequestId> asked = approved(database, payable, PayoutBatches.MOST + 2);
        PayoutBatches.Filled first = send(database);
        assertThat(ids(first)).isEqualTo(asked.subList(0, PayoutBatches.MOST));
        assertThat(first.leftOut()).isEqualTo(1);
        PayoutBatches.Filled second = send(database);
        assertThat(ids(second)).isEqualTo(asked.subList(PayoutBatches.MOST, asked.size()));
        database.bean(Corrections.class)
                .adjust(database.store(), "owner:test", debtor, Money.parse("EUR 20.00"), "earned");
        assertThat(ids(send(database))).containsExactly(waiting);
    }

    @OnBothDatabases
    void whoOwesInOneCurrencyIsPaidInAnother(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        PayeeId leader = leaderWith(database, "USD -9.00");
        List<PayoutRequestId> euros = approved(database, leader, 1);
        assertThat(ids(send(database))).isEqualTo(euros);
    }
}
