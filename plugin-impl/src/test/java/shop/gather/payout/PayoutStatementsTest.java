package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.ledger.Corrections;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.StoreId;

/** How many statements each step of a payout sends to the database. */
class PayoutStatementsTest {

    @OnBothDatabases
    void aPayoutCostsTheseStatements(StoreDatabase database) {
        StoreId store = database.store();
        PayoutRequests requests = database.bean(PayoutRequests.class);
        PayoutBatches batches = database.bean(PayoutBatches.class);
        PayeeId leader = database.payee();
        database.bean(Corrections.class).adjust(store, "owner:test", leader, Money.parse("EUR 9.00"), "to begin with");
        PayoutRequestId rejected = ask(database, leader);
        PayoutRequestId[] made = new PayoutRequestId[1];
        PayoutBatchId[] sent = new PayoutBatchId[1];
        Map<String, Integer> costs = new LinkedHashMap<>();
        costs.put("request", database.statementsOf(() -> made[0] = ask(database, leader)));
        PayoutRequestId paid = made[0];
        costs.put("find", database.statementsOf(() -> requests.find(store, paid, leader)));
        costs.put("page", database.statementsOf(() -> requests.page(store, leader, null, null, 50)));
        costs.put("reject", database.statementsOf(() -> requests.reject(store, "owner:test", rejected, "no")));
        costs.put("approve", database.statementsOf(() -> requests.approve(store, "owner:test", paid, false)));
        costs.put("withdraw", database.statementsOf(() -> requests.withdrawApproval(store, "owner:test", paid)));
        requests.approve(store, "owner:test", paid, false);
        costs.put(
                "send",
                database.statementsOf(() ->
                        sent[0] = batches.send(store, "owner:test").batch().id()));
        PayoutBatchId batch = sent[0];
        costs.put("settle", database.statementsOf(() -> batches.settle(store, "owner:test", batch)));
        costs.put("fail", database.statementsOf(() -> requests.fail(store, "owner:test", paid, "returned")));
        assertThat(costs)
                .hasToString(
                        "{request=12, find=1, page=1, reject=12, approve=11, withdraw=6, send=15, settle=12, fail=14}");
    }

    private static PayoutRequestId ask(StoreDatabase database, PayeeId leader) {
        return database.bean(PayoutRequests.class)
                .request(
                        database.store(), "member:test", leader, Money.parse("EUR 4.00"), PayoutRequest.Method.TRANSFER)
                .id();
    }
}
