package shop.gather.shop.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.platform.StorableText;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.StrictJson;
import shop.gather.platform.work.Backoff;
import shop.gather.spi.Capability;
import shop.gather.spi.ShopIdentity;

/**
 * The stored connections of all stores; the settings are encrypted as one value. All nodes see a change within 2
 * seconds. Thread-safe.
 */
@Singleton
public class Connections {

    private static final int PROBLEM = 1_000;

    private final Transactions transactions;
    private final ShopConnectionRows rows;
    private final StoreSql sql;
    private final SecretBox secrets;
    private final Instance<ShopRecords> records;
    private final Cache<StoreId, Optional<Connection>> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();

    @Inject
    Connections(
            Transactions transactions,
            ShopConnectionRows rows,
            StoreSql sql,
            SecretBox secrets,
            @Any Instance<ShopRecords> records) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.secrets = secrets;
        this.records = records;
    }

    Optional<Connection> find(StoreId store) {
        return recent.get(store, this::load);
    }

    /** Whether the store has customers or orders of the connected shop, or offers in it. */
    boolean hasRecords(StoreId store) {
        return transactions.inStore(store, () -> records.stream().anyMatch(kept -> kept.any(store)));
    }

    /**
     * Whether the connection is still the given one, or still missing. Locks it until the end of the current
     * transaction.
     */
    boolean isStill(StoreId store, Optional<Connection> seen) {
        return rows.lock().map(ShopConnection::version).equals(seen.map(Connection::version));
    }

    public Optional<Connection> load(StoreId store) {
        return transactions.inStore(store, rows::find).map(row -> open(store, row));
    }

    /**
     * Connects or reconnects a store; existing commands continue with the new connection. Call {@link #forget} after
     * the commit.
     *
     * @param cursor the present position in the shop's changes; if it is the same shop as before, the store's own
     *     cursor is kept instead
     */
    public void save(
            StoreId store,
            String adapterId,
            Map<String, String> settings,
            ShopIdentity shop,
            String currency,
            Set<Capability> capabilities,
            String cursor) {
        String box = secrets.encrypt(StrictJson.codec().toJson(settings), context(store));
        String names = capabilities.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
        transactions.inStore(store, () -> {
            int updated = sql.update(
                    store,
                    "update shop_connection set changes_cursor = case when adapter_id = ? and fingerprint = ?"
                            + " then coalesce(changes_cursor, cast(? as varchar(1000))) else cast(? as varchar(1000)) end,"
                            + " adapter_id = ?, settings = ?, fingerprint = ?, shop_name = ?, currency = ?,"
                            + " prices_include_tax = ?, capabilities = ?, problem = null, problem_since = null, version = version + 1"
                            + " where store_id = :store",
                    adapterId,
                    shop.fingerprint(),
                    cursor,
                    cursor,
                    adapterId,
                    box,
                    shop.fingerprint(),
                    shop.name(),
                    currency,
                    shop.pricesIncludeTax(),
                    names);
            if (updated == 0) {
                sql.update(
                        store,
                        "insert into shop_connection (store_id, adapter_id, settings, fingerprint, shop_name, currency, prices_include_tax,"
                                + " capabilities, changes_cursor, version, connected_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, 0, now())",
                        adapterId,
                        box,
                        shop.fingerprint(),
                        shop.name(),
                        currency,
                        shop.pricesIncludeTax(),
                        names,
                        cursor);
            }
        });
    }

    /** Discards the cached connection, after a change has been committed. */
    void forget(StoreId store) {
        recent.invalidate(store);
    }

    /**
     * Records whether the shop is usable. Writes only if this changed.
     *
     * @param problem null if there is none
     * @return whether this changed
     */
    public boolean note(StoreId store, String problem) {
        return transactions.inStore(store, () -> problem == null ? rows.noteNoProblem() : noteProblem(problem));
    }

    private boolean noteProblem(String problem) {
        String storable = StorableText.cut(problem, PROBLEM);
        return rows.noteFirstProblem(storable) || rows.noteOtherProblem(storable);
    }

    /** Records a failed poll. The pause before the next poll grows with the number of consecutive failures. */
    public void pollFailed(StoreId store, Backoff backoff) {
        transactions.inStore(store, () -> {
            int failures = 1 + rows.lock().map(ShopConnection::pollFailures).orElse(0);
            rows.notePollFailed(failures, (int) backoff.afterFailures(failures).toSeconds());
        });
    }

    /** Records a successful poll; the next one comes after the normal interval. Writes only if this changed. */
    public void pollSucceeded(StoreId store) {
        transactions.inStore(store, rows::notePollSucceeded);
    }

    /** Whether the shop is unusable now. */
    public boolean inTrouble(StoreId store) {
        return transactions.inStore(store, rows::problem).isPresent();
    }

    /**
     * The stores that are due for a poll, those that have waited longest first.
     *
     * @param intervalSeconds the time between two polls; longer after failed polls
     */
    public List<StoreId> toPoll(int intervalSeconds, int limit) {
        return transactions.inDirectory(() -> sql.directory(
                "select c.store_id from shop_connection c where c.polled_at is null or c.polled_at <= now()"
                        + " - cast(case when c.poll_pause > ? then c.poll_pause else ? end as integer) * interval "
                        + "'1' second order by c.polled_at limit ?",
                row -> new StoreId(StoreSql.uuid(row, "store_id")),
                intervalSeconds,
                intervalSeconds,
                limit));
    }

    /**
     * Serializes the transactions of a store that call this. No foreign key references the locked row, and polling
     * locks it only briefly.
     */
    public void oneAtATime(StoreId store) {
        sql.first(store, "select store_id from shop_connection where store_id = :store for update", row -> 1);
    }

    /** Advances the cursor in the shop's changes, only if it is still at the given position. */
    public boolean advance(StoreId store, String from, String to) {
        return transactions.inStore(store, () -> rows.advance(from == null ? "" : from, to));
    }

    @SuppressWarnings("unchecked")
    private Connection open(StoreId store, ShopConnection row) {
        Map<String, String> settings = new LinkedHashMap<>(
                StrictJson.codec().fromJson(secrets.decrypt(row.settings(), context(store)), Map.class));
        Set<Capability> capabilities = Arrays.stream(row.capabilities().split(","))
                .filter(name -> !name.isEmpty())
                .map(Capability::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Connection(
                row.adapterId(),
                settings,
                row.fingerprint(),
                row.shopName(),
                row.currency(),
                row.pricesIncludeTax(),
                capabilities,
                row.problem(),
                row.problemSince(),
                row.changesCursor(),
                row.polledAt(),
                row.version());
    }

    private static String context(StoreId store) {
        return "shop-connection:" + store;
    }
}
