package shop.gather.shop.command;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.PayoutRequestId;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What becomes of a command by what the adapter does. */
class CommandRunnerTest {

    private static final CommandKey KEY = CommandKey.of(Purpose.PAYOUT, new PayoutRequestId(Ids.next()));

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
                        KEY.toString(),
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
        List<LogRecord> traces = logged(() -> {
            for (int tries = 0; tries < 6; tries++) {
                assertThat(alarms()).isEmpty();
                pauses.add(attempt());
                letTimePass();
            }
        });
        assertThat(traces).hasSizeLessThan(2);
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
                .contains("Correct the report"));
    }

    @OnBothDatabases
    void creditThatMayComeAfterAPersonTookOverIsTold(StoreDatabase shared) {
        aStoreThatOwesCreditOn(shared);
        aPersonTakesOverBefore(new CommandResult.Unknown("no answer."));
        attempt();
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains("may have done credit of EUR 10.00 for customer " + customer)
                .contains("no answer. Check in the shop"));
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

    /** What a shop does under one key it does once: asked again, it says that it has done it. */
    @OnBothDatabases
    void anAnswerThatCannotBeRecordedIsAskedForAgainLessAndLessAndTheOwnerIsTold(StoreDatabase shared) {
        AtomicBoolean broken = new AtomicBoolean(true);
        aStoreThatOwesCreditOn(observed(shared, () -> {
            if (broken.get()) {
                throw new ArithmeticException("Rounding necessary");
            }
        }));
        AtomicInteger given = new AtomicInteger();
        ScriptedAdapter.givesCredit(
                customer,
                () -> given.compareAndSet(0, 1)
                        ? CommandResult.done("credit-1")
                        : new CommandResult.AlreadyDone("credit-1"));
        List<Duration> pauses = new ArrayList<>();
        List<LogRecord> traces = logged(() -> {
            for (int tries = 1; tries <= 10; tries++) {
                pauses.add(attempt());
                letTimePass();
                assertThat(alarms()).hasSize(tries < 3 ? 0 : 1);
            }
        });
        assertThat(pauses).isSorted().last().isEqualTo(Duration.ofMinutes(5));
        assertThat(pauses.get(0)).as("the shop may still be giving it").isEqualTo(Duration.ofMinutes(2));
        assertThat(traces).hasSizeLessThan(2);
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("command-failed");
            assertThat(alarm.message()).contains("GiveCredit", credit.toString(), "Rounding necessary");
        });

        broken.set(false);
        assertThat(database.bean(CommandRunner.class).attempt(store + "/" + credit))
                .isEmpty();
        assertThat(alarms()).isEmpty();
        assertThat(given).hasValue(1);
    }

    @OnBothDatabases
    void aDatabaseErrorWhileAnAnswerIsRecordedLosesNoAnswer(StoreDatabase shared) {
        AtomicBoolean broken = new AtomicBoolean(true);
        aStoreThatOwesCreditOn(observed(shared, () -> {
            if (broken.getAndSet(false)) {
                database.sql()
                        .update(
                                store,
                                "insert into shop_command (store_id, id, command_key, kind, payload, state, attempts, created_at)"
                                        + " select store_id, id, command_key, kind, payload, state, attempts, created_at from shop_command"
                                        + " where store_id = :store and id = ?",
                                credit);
            }
        }));
        ScriptedAdapter.givesCredit(customer, () -> CommandResult.done("credit-1"));
        assertThat(attempt()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(attempt()).as("nor is it asked before that").isGreaterThan(Duration.ofSeconds(100));
        letTimePass();
        assertThat(database.bean(CommandRunner.class).attempt(store + "/" + credit))
                .isEmpty();
    }

    /** A person may take over a command of a shop without store credit; not one that the shop has perhaps done since. */
    @OnBothDatabases
    void thatThereWasNoStoreCreditIsForgottenAtTheNextTryAlsoWhereThatOneIsNotRecorded(StoreDatabase shared) {
        aStoreThatOwesCreditOn(observed(shared, () -> {
            throw new IllegalStateException("an observer failed");
        }));
        ScriptedAdapter.givesCredit(
                customer, () -> CommandResult.refused(RefusalCode.NOT_SUPPORTED, "There is no store credit."));
        attempt();
        assertThat(hasMetNoStoreCredit()).isTrue();

        letTimePass();
        ScriptedAdapter.givesCredit(customer, () -> CommandResult.done("credit-1"));
        attempt();
        assertThat(hasMetNoStoreCredit()).isFalse();
    }

    private boolean hasMetNoStoreCredit() {
        return database.transactions().inStore(store, () -> database.bean(CommandHistory.class)
                .hasMet(store, KEY, OutcomeCode.NO_STORE_CREDIT));
    }

    @OnBothDatabases
    void aCommandThatCannotBeLoadedIsTriedLessAndLessAndTheOwnerIsTold(StoreDatabase shared) {
        aStoreThatOwesCreditOn(shared);
        database.transactions().inStore(store, () -> database.sql()
                .update(store, "update shop_command set kind = 'Unknown' where store_id = :store and id = ?", credit));
        assertThat(List.of(attempt(), attempt(), attempt()))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains("Unknown", credit.toString()));
    }

    /** A store on beans of its own, in which somebody observes the ends of commands. */
    private static StoreDatabase observed(StoreDatabase shared, Runnable observer) {
        return shared.anotherNode().with(Event.class, (Event<?>) Proxy.newProxyInstance(
                CommandRunnerTest.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    if (arguments[0] instanceof CommandEnded) {
                        observer.run();
                    }
                    return null;
                }));
    }

    /** The records with a stack trace that are logged meanwhile for this store's command. */
    private List<LogRecord> logged(Runnable work) {
        List<LogRecord> traces = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                if (logged.getThrown() != null && logged.getMessage().contains(credit.toString())) {
                    traces.add(logged);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("shop.gather.shop");
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return traces;
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
