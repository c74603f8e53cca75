package shop.gather.shop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.StoreId;
import shop.gather.platform.work.Backoff;
import shop.gather.spi.Capability;

/** A store has one connection; what is noted about it changes no other store's. */
class ConnectionsTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

    private StoreDatabase database;
    private Connections connections;
    private StoreId store;
    private StoreId other;

    private void twoStoresOn(StoreDatabase shared) {
        database = shared.anotherStore();
        connections = database.bean(Connections.class);
        store = database.store();
        other = shared.anotherStore().store();
        save(store, "7");
        save(other, "7");
    }

    private void save(StoreId connected, String cursor) {
        connections.save(
                connected,
                ScriptedAdapter.ID,
                Map.of(ScriptedAdapter.SHOP, connected.toString()),
                ScriptedAdapter.identity(),
                "EUR",
                Set.of(Capability.values()[0]),
                cursor);
    }

    @OnBothDatabases
    void aConnectionSaysWhatWasSaved(StoreDatabase shared) {
        twoStoresOn(shared);
        Connection saved = connections.load(store).orElseThrow();
        assertThat(saved.adapterId()).isEqualTo(ScriptedAdapter.ID);
        assertThat(saved.settings()).isEqualTo(Map.of(ScriptedAdapter.SHOP, store.toString()));
        assertThat(saved.fingerprint()).isEqualTo(ScriptedAdapter.identity().fingerprint());
        assertThat(saved.shopName()).isEqualTo(ScriptedAdapter.identity().name());
        assertThat(saved.currency()).isEqualTo("EUR");
        assertThat(saved.pricesIncludeTax())
                .isEqualTo(ScriptedAdapter.identity().pricesIncludeTax());
        assertThat(saved.capabilities()).containsExactly(Capability.values()[0]);
        assertThat(saved.changesCursor()).isEqualTo("7");
        assertThat(saved.polledAt()).isNull();
        assertThat(saved.version()).isZero();
        assertThat(connections.load(shared.anotherStore().store())).isEmpty();
    }

    @OnBothDatabases
    void savedAgainItGoesOnWhereItWasAndIsAnotherVersion(StoreDatabase shared) {
        twoStoresOn(shared);
        Optional<Connection> seen = connections.load(store);
        assertThat(isStill(seen)).isTrue();
        save(store, "9");
        assertThat(connections.load(store).orElseThrow().changesCursor()).isEqualTo("7");
        assertThat(isStill(seen)).isFalse();
        assertThat(isStill(Optional.empty())).isFalse();
        assertThat(isStill(connections.load(store))).isTrue();
        assertThat(connections.load(other).orElseThrow().version()).isZero();
    }

    @OnBothDatabases
    void theCursorMovesOnlyFromWhereItWasSeen(StoreDatabase shared) {
        twoStoresOn(shared);
        assertThat(database.statementsOf(
                        () -> assertThat(connections.advance(store, "7", "8")).isTrue()))
                .isEqualTo(1);
        assertThat(connections.advance(store, "7", "9")).isFalse();
        assertThat(connections.advance(store, null, "9")).isFalse();
        Connection advanced = connections.load(store).orElseThrow();
        assertThat(advanced.changesCursor()).isEqualTo("8");
        assertThat(advanced.polledAt()).isNotNull();
        assertThat(connections.load(other).orElseThrow().changesCursor()).isEqualTo("7");
        assertThat(connections.load(other).orElseThrow().polledAt()).isNull();
    }

    @OnBothDatabases
    void aProblemIsTheStoresOwn(StoreDatabase shared) {
        twoStoresOn(shared);
        assertThat(connections.note(store, "No connection.")).isTrue();
        assertThat(connections.inTrouble(store)).isTrue();
        assertThat(connections.inTrouble(other)).isFalse();
        assertThat(connections.note(other, "Elsewhere.")).isTrue();
        assertThat(connections.note(store, null)).isTrue();
        assertThat(connections.note(store, null)).as("no change").isFalse();
        assertThat(connections.load(other).orElseThrow().problem()).isEqualTo("Elsewhere.");
    }

    @OnBothDatabases
    void pollsThatFailInARowWaitLongerUntilOneSucceeds(StoreDatabase shared) {
        twoStoresOn(shared);
        assertThat(database.statementsOf(() -> connections.pollFailed(store, BACKOFF)))
                .isEqualTo(2);
        connections.pollFailed(store, BACKOFF);
        assertThat(pause(store)).isEqualTo(20);
        assertThat(pause(other)).isZero();
        connections.pollFailed(other, BACKOFF);
        connections.pollSucceeded(store);
        assertThat(pause(store)).isZero();
        assertThat(pause(other)).isEqualTo(10);
        connections.pollFailed(store, BACKOFF);
        assertThat(pause(store)).isEqualTo(10);
    }

    private boolean isStill(Optional<Connection> seen) {
        return database.transactions().inStore(store, () -> connections.isStill(store, seen));
    }

    private int pause(StoreId polled) {
        return database.transactions().inStore(polled, () -> database.sql()
                .first(
                        polled,
                        "select poll_pause from shop_connection where store_id = :store",
                        row -> row.getInt("poll_pause"))
                .orElseThrow());
    }
}
