package shop.gather.shop.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.Reconciliation;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.shop.clock.MovedClock;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** A shop that cannot be opened, and everything that asks for it by itself, is tried less and less often. */
class ReopeningTest {

    private final MovedClock clock = new MovedClock();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger opened = new AtomicInteger();
    private StoreDatabase database;
    private StoreId store;

    private void aStoreWhoseShopIsAwayOn(StoreDatabase shared) {
        database = shared.anotherStore().anotherNode().with(Clock.class, clock);
        store = database.store();
        away.set(true);
        opened.set(0);
        ScriptedAdapter.identifies(store.toString(), () -> {
            opened.incrementAndGet();
            if (away.get()) {
                throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
            }
            return ScriptedAdapter.identity();
        });
        connect();
    }

    private void connect() {
        database.bean(Connections.class)
                .save(
                        store,
                        ScriptedAdapter.ID,
                        Map.of(ScriptedAdapter.SHOP, store.toString()),
                        ScriptedAdapter.identity(),
                        "EUR",
                        Set.of(),
                        "0");
        database.bean(Connections.class).forget(store);
    }

    @OnBothDatabases
    void aShopThatCannotBeOpenedIsTriedLessAndLessOften(StoreDatabase shared) {
        aStoreWhoseShopIsAwayOn(shared);
        askAfter(0, 1);
        askAfter(1, 1);
        askAfter(2, 2);
        askAfter(3, 2);
        askAfter(2, 3);
        for (int failures = 4; failures < 10; failures++) {
            askAfter(11, failures);
        }
        connect();
        askAfter(0, 10);

        away.set(false);
        clock.move(Duration.ofSeconds(3));
        assertThat(database.bean(Shops.class).of(store)).isNotNull();
    }

    private void askAfter(int seconds, int openedThen) {
        clock.move(Duration.ofSeconds(seconds));
        assertThatThrownBy(() -> database.bean(Shops.class).of(store)).isInstanceOf(ShopException.class);
        assertThat(opened).hasValue(openedThen);
    }

    @OnBothDatabases
    void aPollThatFailsIsRepeatedLessOften(StoreDatabase shared) {
        aStoreWhoseShopIsAwayOn(shared);
        Reconciliation reconciliation = database.bean(Reconciliation.class);
        reconciliation.poll(store);
        int first = pollPause();
        reconciliation.poll(store);
        assertThat(first).isPositive();
        assertThat(pollPause()).isGreaterThan(first);

        away.set(false);
        clock.move(Duration.ofSeconds(11));
        reconciliation.poll(store);
        assertThat(pollPause()).isZero();
    }

    @OnBothDatabases
    void aConnectionsProblemLastsSinceItBeganWhateverIsSaidOfItLater(StoreDatabase shared) {
        aStoreWhoseShopIsAwayOn(shared);
        Connections connections = database.bean(Connections.class);
        assertThat(connections.note(store, "No connection.")).isTrue();
        Instant since = connections.load(store).orElseThrow().problemSince();
        assertThat(connections.note(store, "The shop answered 503.")).isTrue();
        assertThat(connections.note(store, "The shop answered 503."))
                .as("no change")
                .isFalse();
        assertThat(connections.load(store).orElseThrow().problemSince()).isEqualTo(since);
        assertThat(connections.note(store, null)).isTrue();
        assertThat(connections.load(store).orElseThrow().problemSince()).isNull();
    }

    private int pollPause() {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select poll_pause from shop_connection where store_id = :store",
                        row -> row.getInt("poll_pause"))
                .orElseThrow());
    }

    @OnBothDatabases
    void pagesOfAShopThatIsAwayAreRefreshedLessAndLessOften(StoreDatabase shared) {
        aStoreWhoseShopIsAwayOn(shared);
        database.with(Instance.class, (Instance<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> Collections.emptyIterator()));
        PageRefresh refresh = database.bean(PageRefresh.class);
        String instance = store + "/" + Ids.next();
        Duration first = refresh.attempt(instance).orElseThrow();
        assertThat(refresh.attempt(instance).orElseThrow()).isGreaterThan(first);
        assertThat(refresh.attempt(store + "/" + Ids.next()))
                .as("of another change")
                .contains(first);

        away.set(false);
        clock.move(Duration.ofSeconds(11));
        assertThat(refresh.attempt(instance)).isEmpty();
    }
}
