package shop.gather.shop.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * Where each store's connection is kept: the settings as one encrypted box. A change is seen by all nodes within 2
 * seconds. Thread-safe.
 */
@Singleton
public class Connections {

    private static final int PROBLEM = 1_000;

    private final Transactions transactions;
    private final StoreSql sql;
    private final SecretBox secrets;
    private final Instance<ShopRecords> records;
    private final Cache<StoreId, Optional<Connection>> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();

    @Inject
    Connections(Transactions transactions, StoreSql sql, SecretBox secrets, @Any Instance<ShopRecords> records) {
        this.transactions = transactions;
        this.sql = sql;
        this.secrets = secrets;
        this.records = records;
    }

    Optional<Connection> find(StoreId store) {
        return recent.get(store, this::load);
    }

    /** Whether anything is known of the connected shop's customers or orders, or was offered there. */
    boolean hasRecords(StoreId store) {
        return transactions.inStore(store, () -> records.stream().anyMatch(kept -> kept.any(store)));
    }

    /**
     * Whether the store is connected as was seen, or not connected as was seen; holds on to it until the end of the
     * current transaction.
     */
    boolean isStill(StoreId store, Optional<Connection> seen) {
        Optional<Long> version = sql.first(
                store,
                "select version from shop_connection where store_id = :store for update",
                row -> row.getLong("version"));
        return version.equals(seen.map(Connection::version));
    }

    public Optional<Connection> load(StoreId store) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store, "select * from shop_connection where store_id = :store", row -> read(store, row)));
    }

    /**
     * Connects a store, or connects it again: what was asked of the shop before continues there. {@link #forget} once
     * it is committed.
     *
     * @param cursor of this moment in the shop's changes; the store's own goes on instead if it is the same shop as
     *     before
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

    /** Has the connection read again, after a change has been committed. */
    void forget(StoreId store) {
        recent.invalidate(store);
    }

    /**
     * Notes whether the shop can be worked with. Writes only a change.
     *
     * @param problem null if all is well
     * @return whether this is a change
     */
    public boolean note(StoreId store, String problem) {
        return transactions.inStore(store, () -> problem == null ? noteNone(store) : noteOne(store, problem)) > 0;
    }

    private int noteNone(StoreId store) {
        return sql.update(
                store,
                "update shop_connection set problem = null, problem_since = null where store_id = :store and problem is not null");
    }

    private int noteOne(StoreId store, String problem) {
        String storable = StorableText.cut(problem, PROBLEM);
        int began = sql.update(
                store,
                "update shop_connection set problem = ?, problem_since = now() where store_id = :store and problem is null",
                storable);
        return began
                + sql.update(
                        store,
                        "update shop_connection set problem = ? where store_id = :store and problem <> ?",
                        storable,
                        storable);
    }

    /** Notes that a poll has failed; the next one comes after a pause that grows with the failures in a row. */
    public void pollFailed(StoreId store, Backoff backoff) {
        transactions.inStore(store, () -> {
            int failures = 1
                    + sql.first(
                                    store,
                                    "select poll_failures from shop_connection where store_id = :store for update",
                                    row -> row.getInt("poll_failures"))
                            .orElse(0);
            sql.update(
                    store,
                    "update shop_connection set polled_at = now(), poll_failures = ?, poll_pause = ? where store_id = :store",
                    failures,
                    (int) backoff.afterFailures(failures).toSeconds());
        });
    }

    /** The next poll comes after the interval. Writes only a change. */
    public void pollSucceeded(StoreId store) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update shop_connection set poll_failures = 0, poll_pause = 0 where store_id = :store and poll_failures > 0"));
    }

    /** Whether the shop cannot be worked with now. */
    public boolean inTrouble(StoreId store) {
        return sql.first(
                        store,
                        "select adapter_id from shop_connection where store_id = :store and problem is not null",
                        row -> 1)
                .isPresent();
    }

    /**
     * The stores whose shops have not been asked for changes for some time, those that wait longest first.
     *
     * @param intervalSeconds between two polls; more where the last ones failed
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
     * Lets the transactions of a store that call this run one after the other. Nothing refers to the locked row, and who
     * polls holds it for a moment only.
     */
    public void oneAtATime(StoreId store) {
        sql.first(store, "select store_id from shop_connection where store_id = :store for update", row -> 1);
    }

    /** Remembers how far the shop's changes were read; only forward from what was read before. */
    public boolean advance(StoreId store, String from, String to) {
        return transactions.inStore(
                        store,
                        () -> sql.update(
                                store,
                                "update shop_connection set changes_cursor = ?, polled_at = now() where store_id = :store"
                                        + " and coalesce(changes_cursor, '') = ?",
                                to,
                                from == null ? "" : from))
                == 1;
    }

    @SuppressWarnings("unchecked")
    private Connection read(StoreId store, ResultSet row) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>(
                StrictJson.codec().fromJson(secrets.decrypt(row.getString("settings"), context(store)), Map.class));
        Set<Capability> capabilities = Arrays.stream(
                        row.getString("capabilities").split(","))
                .filter(name -> !name.isEmpty())
                .map(Capability::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Connection(
                row.getString("adapter_id"),
                settings,
                row.getString("fingerprint"),
                row.getString("shop_name"),
                row.getString("currency"),
                row.getBoolean("prices_include_tax"),
                capabilities,
                row.getString("problem"),
                StoreSql.instant(row, "problem_since"),
                row.getString("changes_cursor"),
                StoreSql.instant(row, "polled_at"),
                row.getLong("version"));
    }

    private static String context(StoreId store) {
        return "shop-connection:" + store;
    }
}
