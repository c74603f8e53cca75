package shop.gather.shop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.PayoutRequestId;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;

/** One cause, one alarm: a shop that is away is no fault of the five hundred commands that wait for it. */
class StuckCommandsTest {

    private static final int MANY = 500;
    private static final CommandKey CREDIT = CommandKey.of(Purpose.PAYOUT, new PayoutRequestId(new UUID(0, 1)));

    private StoreDatabase database;
    private StoreId store;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
    }

    @OnBothDatabases
    void aShopThatIsAwayIsOneAlarmThatSaysHowManyWait(StoreDatabase shared) {
        aStoreOn(shared);
        List<UUID> waiting = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            waiting.add(aCommand(capture(i)));
        }
        for (int tries = 1; tries <= 7; tries++) {
            for (int i = 0; i < MANY; i++) {
                tried(capture(i), waiting.get(i), tries, "No connection to the shop.", true);
            }
            assertThat(alarms()).hasSize(tries < 6 ? 0 : 1);
        }
        assertThat(alarms().get(0).kind()).isEqualTo("commands-waiting");
        assertThat(alarms().get(0).message())
                .startsWith(MANY + " commands are waiting")
                .contains("No connection to the shop.");

        for (int i = 0; i < MANY; i++) {
            assertThat(alarms()).as("after %d of them", i).hasSize(1);
            ended(waiting.get(i), 7);
        }
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void whatTheShopAnswersToOneCommandIsThatCommandsAlarm(StoreDatabase shared) {
        aStoreOn(shared);
        tried(capture(1), aCommand(capture(1)), 6, "The shop answered 500.", false);
        tried(capture(2), aCommand(capture(2)), 6, "The shop answered 500.", false);
        assertThat(alarms()).hasSize(2).allSatisfy(alarm -> assertThat(alarm.kind())
                .isEqualTo("command-stuck"));
    }

    @OnBothDatabases
    void whileTheConnectionIsInTroubleThatIsTheCause(StoreDatabase shared) {
        aStoreOn(shared);
        connection("The shop answered 503.");
        UUID first = aCommand(capture(1));
        UUID second = aCommand(capture(2));
        tried(capture(1), first, 6, "The shop answered 503.", false);
        tried(capture(2), second, 6, "The shop answered 503.", false);
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .startsWith("2 commands are waiting"));

        StuckCommands stuck = database.bean(StuckCommands.class);
        stuck.settle(store);
        assertThat(alarms()).as("they still wait").hasSize(1);
        database.transactions().inStore(store, () -> {
            for (UUID id : List.of(first, second)) {
                database.bean(ShopCommands.class).end(store, id, ShopCommands.State.DONE, null, null);
            }
        });
        stuck.settle(store);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void whatAPersonTookOverIsNoAlarmAnyMoreAndIsNotTriedAgain(StoreDatabase shared) {
        aStoreOn(shared);
        UUID credit = aCommand(CREDIT);
        tried(CREDIT, credit, 6, "The shop has no store credit any more.", false);
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.kind())
                .isEqualTo("command-stuck"));

        ShopCommands commands = database.bean(ShopCommands.class);
        assertThat(database.transactions().inStore(store, () -> commands.withdraw(store, CREDIT)))
                .isTrue();

        assertThat(alarms()).isEmpty();
        assertThat(database.transactions()
                        .inStore(store, () -> commands.attempted(store, credit, "too late", null, Duration.ZERO)))
                .isFalse();
        assertThat(database.transactions().inStore(store, () -> commands.withdraw(store, CREDIT)))
                .isFalse();
    }

    @OnBothDatabases
    void whatHasAnAlarmOfItsOwnLeavesNoneForAll(StoreDatabase shared) {
        aStoreOn(shared);
        UUID first = aCommand(capture(1));
        tried(capture(1), first, 6, "No connection to the shop.", true);
        UUID second = aCommand(capture(2));
        tried(capture(2), second, 7, "The shop answered 500.", false);

        ended(first, 7);

        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.kind())
                .isEqualTo("command-stuck"));
    }

    /** The server may stop during the try: that there was one must be known all the same. */
    @OnBothDatabases
    void creditIsLeftAloneFromTheBeginningOfATryOn(StoreDatabase shared) {
        aStoreOn(shared);
        UUID credit = aCommand(
                CREDIT,
                "GiveCredit",
                "{\"customerId\":\"7\",\"amount\":100,\"currency\":\"EUR\",\"reason\":\"Payout\"}");
        assertThat(rest(credit)).isEmpty();
        assertThat(rest(credit))
                .hasValueSatisfying(rest -> assertThat(rest).isBetween(Duration.ofSeconds(100), Duration.ofMinutes(2)));

        ShopCommands commands = database.bean(ShopCommands.class);
        database.transactions().inStore(store, () -> {
            commands.attempted(store, credit, "certainly not done", null, Duration.ZERO);
        });
        assertThat(rest(credit)).isEmpty();

        UUID capture = aCommand(capture(1));
        assertThat(rest(capture)).isEmpty();
        assertThat(rest(capture)).isEmpty();
    }

    private Optional<Duration> rest(UUID command) {
        ShopCommands commands = database.bean(ShopCommands.class);
        return database.transactions()
                .inStore(store, () -> commands.begin(store, command))
                .orElseThrow()
                .rest();
    }

    private static CommandKey capture(int number) {
        return CommandKey.of(Purpose.CAPTURE, new ParticipationId(new UUID(0, number)));
    }

    private UUID aCommand(CommandKey key) {
        return aCommand(key, "Capture", "{}");
    }

    private UUID aCommand(CommandKey key, String kind, String payload) {
        UUID id = Ids.next();
        database.transactions().inStore(store, () -> database.sql()
                .update(
                        store,
                        "insert into shop_command (store_id, id, command_key, kind, payload, state, attempts, created_at)"
                                + " values (:store, ?, ?, ?, ?, 'WAITING', 0, now())",
                        id,
                        key.toString(),
                        kind,
                        payload));
        return id;
    }

    private void connection(String problem) {
        database.transactions().inStore(store, () -> database.sql()
                .update(
                        store,
                        "insert into shop_connection (store_id, adapter_id, settings, fingerprint, shop_name, currency, prices_include_tax,"
                                + " capabilities, problem, problem_since, version, connected_at)"
                                + " values (:store, 'sample-shop', '', '', 'Shop', 'EUR', true, '', ?, now(), 0, now())",
                        problem));
    }

    private void tried(CommandKey key, UUID id, int tries, String reason, boolean putOff) {
        database.transactions().inStore(store, () -> {
            database.sql()
                    .update(
                            store,
                            "update shop_command set attempts = ? where store_id = :store and id = ?",
                            tries,
                            id);
            database.bean(StuckCommands.class).tried(store, key, tries, "Capture of order 7", reason, putOff);
        });
    }

    private void ended(UUID id, int tries) {
        database.transactions().inStore(store, () -> {
            database.bean(ShopCommands.class).end(store, id, ShopCommands.State.DONE, null, null);
            database.bean(StuckCommands.class).ended(store, tries);
        });
    }

    private List<Alarms.Alarm> alarms() {
        return database.bean(Alarms.class).open(store, null, 200).items();
    }
}
