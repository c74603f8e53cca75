package shop.gather.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What becomes of a command by what the adapter does. */
class CommandRunnerTest {

    private static final String KEY = "payout-request:1";

    private StoreDatabase database;
    private StoreId store;
    private String customer;
    private UUID credit;

    private void aStoreThatOwesCreditOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        customer = "customer-" + store;
        credit = Ids.next();
        database.bean(Connections.class)
                .save(
                        store,
                        ScriptedAdapter.ID,
                        Map.of(),
                        ScriptedAdapter.identity(),
                        "EUR",
                        Set.of(Capability.STORE_CREDITS),
                        "0");
        database.transactions().inStore(store, () -> database.sql()
                .update(
                        store,
                        "insert into shop_command (store_id, id, command_key, kind, payload, state, attempts, created_at)"
                                + " values (:store, ?, ?, 'GiveCredit', ?, 'WAITING', 0, now())",
                        credit,
                        KEY,
                        "{\"customerId\":\"" + customer
                                + "\",\"amount\":1000,\"currency\":\"EUR\",\"reason\":\"Payout\"}"));
    }

    @OnBothDatabases
    void anAdapterThatFailsIsAskedLessAndLessAndTheOwnerIsTold(StoreDatabase shared) {
        aStoreThatOwesCreditOn(shared);
        ScriptedAdapter.givesCredit(customer, () -> {
            throw new ArithmeticException("Rounding necessary");
        });
        List<Duration> pauses = new ArrayList<>();
        for (int tries = 0; tries < 6; tries++) {
            assertThat(alarms()).isEmpty();
            pauses.add(attempt());
            letTimePass();
        }
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofMinutes(2)));
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains("credit of EUR 10.00 for customer " + customer)
                .contains("The adapter failed")
                .contains("Rounding necessary"));
    }

    /** The first server may have stopped in the middle, and the shop may still be giving it. */
    @OnBothDatabases
    void aTryUnderWayKeepsEveryOtherOff(StoreDatabase shared) {
        aStoreThatOwesCreditOn(shared);
        List<Duration> meanwhile = new ArrayList<>();
        ScriptedAdapter.givesCredit(customer, () -> {
            meanwhile.add(attempt());
            return new CommandResult.Unknown("no answer");
        });
        attempt();
        assertThat(meanwhile).singleElement().satisfies(pause -> assertThat(pause)
                .isBetween(Duration.ofSeconds(100), Duration.ofMinutes(2)));
    }

    @OnBothDatabases
    void creditThatComesAfterAPersonTookOverIsTold(StoreDatabase shared) {
        aStoreThatOwesCreditOn(shared);
        aPersonTakesOverBefore(CommandResult.done("credit-1"));
        assertThat(database.bean(CommandRunner.class).attempt(store + "/" + credit))
                .isEmpty();
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains("credit of EUR 10.00 for customer " + customer)
                .contains("Correct what was noted"));
    }

    @OnBothDatabases
    void creditThatMayComeAfterAPersonTookOverIsTold(StoreDatabase shared) {
        aStoreThatOwesCreditOn(shared);
        aPersonTakesOverBefore(new CommandResult.Unknown("no answer."));
        attempt();
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains("may have done credit of EUR 10.00 for customer " + customer)
                .contains("no answer. Look there"));
    }

    /** An adapter that lets the failure of its call pass has perhaps been understood by the shop. */
    @OnBothDatabases
    void aCallWithoutAnAnswerIsNotRepeatedAtOnce(StoreDatabase shared) {
        aStoreThatOwesCreditOn(shared);
        ScriptedAdapter.givesCredit(customer, () -> {
            throw new ShopException(ShopError.NO_ANSWER, "The shop did not answer in time.");
        });
        assertThat(attempt()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }

    private void aPersonTakesOverBefore(CommandResult result) {
        ScriptedAdapter.givesCredit(customer, () -> {
            database.transactions().inStore(store, () -> {
                database.bean(ShopCommands.class).withdraw(store, KEY);
            });
            return result;
        });
    }

    private Duration attempt() {
        return database.bean(CommandRunner.class).attempt(store + "/" + credit).orElseThrow();
    }

    private void letTimePass() {
        database.transactions().inStore(store, () -> database.sql()
                .update(
                        store,
                        "update shop_command set not_before = now() where store_id = :store and id = ?",
                        credit));
    }

    private List<Alarms.Alarm> alarms() {
        return database.bean(Alarms.class).open(store, null, 200).items();
    }
}
