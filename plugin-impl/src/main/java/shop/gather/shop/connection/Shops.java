package shop.gather.shop.connection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.Backoff;
import shop.gather.shop.adapter.AdapterRegistry;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.http.GuardedHttpClient;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The open shops of this node, one per connected store. A shop is opened at first use, when it must be the same shop
 * that was connected; it is reopened when the version of the connection has changed. Never called inside a transaction.
 * Thread-safe.
 */
@Singleton
public class Shops {

    /** How long a caller waits while another one opens the shop. */
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(2);

    /** The pauses before reopening a shop that could not be opened. Short, because commands and places are waiting. */
    private static final Backoff REOPENING = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final AdapterRegistry adapters;
    private final Connections connections;
    private final GuardedHttpClient outbound;
    private final Transactions transactions;
    private final Alarms alarms;
    private final Clock clock;
    private final Map<StoreId, Open> open = new ConcurrentHashMap<>();
    private final Map<StoreId, Opening> openings = new ConcurrentHashMap<>();

    @Inject
    Shops(
            AdapterRegistry adapters,
            Connections connections,
            GuardedHttpClient outbound,
            Transactions transactions,
            Alarms alarms,
            Clock clock) {
        this.adapters = adapters;
        this.connections = connections;
        this.outbound = outbound;
        this.transactions = transactions;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** How long the capabilities that a shop had when it was opened are considered current. */
    private static final Duration AS_OPENED = Duration.ofMinutes(5);

    private record Open(long version, Shop shop, Instant since) {}

    /**
     * The shop of a store.
     *
     * @throws ProblemException if the store is not connected
     * @throws ShopException if the shop cannot be opened, or is not the one that was connected
     */
    public Shop of(StoreId store) {
        transactions.requireNone();
        Connection connection = connections
                .find(store)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONFLICT, "Connect the store to its shop first."));
        Open current = open.get(store);
        if (current != null && current.version() == connection.version()) {
            return current.shop();
        }
        return openings.computeIfAbsent(store, any -> new Opening()).open(store, connection);
    }

    /** The shop of a store if it is open on this node; calls no shop. */
    public Optional<Shop> ifOpen(StoreId store) {
        Open current = open.get(store);
        return current == null
                ? Optional.empty()
                : connections
                        .find(store)
                        .filter(connection -> connection.version() == current.version())
                        .map(connection -> current.shop());
    }

    /** As {@link #of}, but reads the present connection instead of the cached one, which may be two seconds old. */
    public Shop reopened(StoreId store) {
        connections.forget(store);
        return of(store);
    }

    /**
     * Invalidates an open shop, so that the next caller reopens it and reads its capabilities again, unless it was
     * opened very recently.
     */
    public void reopen(StoreId store, Shop used) {
        Open current = open.get(store);
        if (current != null
                && current.shop() == used
                && current.since().plus(AS_OPENED).isBefore(clock.instant())
                && open.remove(store, current)) {
            used.close();
        }
    }

    /** Opens a shop with settings that are being tested; the caller closes it. */
    Shop tryOut(String adapterId, Map<String, String> settings) {
        transactions.requireNone();
        return BorderedShop.of(adapter(adapterId).connect(outbound.trial(settings)), new ShopBorder(unusable -> {}));
    }

    /**
     * Opens the shop of one store, in one thread at a time. Does not hold a lock of a map, which would block other
     * stores.
     */
    private final class Opening {

        private final ReentrantLock lock = new ReentrantLock();
        private Instant notBefore = Instant.MIN;
        private ShopException failure;
        private long failedVersion;
        private int failures;

        Shop open(StoreId store, Connection connection) {
            if (!waited()) {
                throw new ShopException(
                        ShopError.UNREACHABLE,
                        "The shop is slow to answer the first request after connecting. Gather retries.",
                        REOPENING.first(),
                        null);
            }
            try {
                Open known = open.get(store);
                if (known == null || known.version() != connection.version()) {
                    known = reopened(store, connection, known);
                }
                return known.shop();
            } finally {
                lock.unlock();
            }
        }

        private Open reopened(StoreId store, Connection connection, Open outdated) {
            if (connection.version() == failedVersion && clock.instant().isBefore(notBefore)) {
                throw failure;
            }
            if (outdated != null) {
                open.remove(store);
                outdated.shop().close();
            }
            try {
                Open opened = new Open(connection.version(), checked(store, connection), clock.instant());
                open.put(store, opened);
                failures = 0;
                return opened;
            } catch (ShopException refused) {
                // Callers that wait for this attempt get its failure: their own attempts would only fail the same way.
                failures = connection.version() == failedVersion ? failures + 1 : 1;
                notBefore = refused.error().isPassing()
                        ? clock.instant().plus(REOPENING.afterFailures(failures))
                        : Instant.MIN;
                failure = refused;
                failedVersion = connection.version();
                throw refused;
            }
        }

        private boolean waited() {
            try {
                return lock.tryLock(LONGEST_QUEUE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private Shop checked(StoreId store, Connection connection) {
        Shop shop = BorderedShop.of(
                adapter(connection.adapterId()).connect(outbound.context(store, connection.settings())),
                new ShopBorder(unusable -> report(store, unusable)));
        String answered = fingerprint(shop);
        if (!answered.equals(connection.fingerprint())) {
            shop.close();
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "The shop at the connected address is not the one that this store was connected to. Gather does "
                            + "nothing there. Correct the address; if the shop has really moved, connect the store "
                            + "again with \"moved\": true.");
        }
        return shop;
    }

    private void report(StoreId store, String unusable) {
        alarms.raise(
                store,
                "unusable-order-id",
                "unusable-order-id",
                "The shop reported an order whose id Gather cannot use, because it is longer than " + ShopBorder.ID
                        + " characters or has control characters: " + unusable
                        + " Gather ignores this order: its buyer gets no place and no commission is paid. Ask the "
                        + "maker of the adapter, and handle the order manually.");
    }

    private static String fingerprint(Shop shop) {
        try {
            return shop.identify().fingerprint();
        } catch (RuntimeException failure) {
            shop.close();
            throw failure;
        }
    }

    ShopAdapter adapter(String id) {
        return adapters.find(id)
                .orElseThrow(() -> ProblemException.invalid(
                        "There is no adapter " + id + "; GET /provider/v1/adapters lists them."));
    }
}
