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
 * Where each store's connection is kept: the settings as one encrypted box. A change is seen by all nodes within 2
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

    /** Whether anything is known of the connected shop's customers or orders, or was offered there. */
    boolean hasRecords(StoreId store) {
        return transactions.inStore(store, () -> records.stream().anyMatch(kept -> kept.any(store)));
    }

    /**
     * Whether the store is connected as was seen, or not connected as was seen; holds on to it until the end of the
     * current transaction.
     */
    boolean isStill(StoreId store, Optional<Connection> seen) {
        return rows.lock().map(ShopConnection::version).equals(seen.map(Connection::version));
    }

    public Optional<Connection> load(StoreId store) {
        return transactions.inStore(store, rows::find).map(row -> open(store, row));
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
        return transactions.inStore(store, () -> problem == null ? rows.noteNoProblem() : noteProblem(problem));
    }

    private boolean noteProblem(String problem) {
        String storable = StorableText.cut(problem, PROBLEM);
        return rows.noteFirstProblem(storable) || rows.noteOtherProblem(storable);
    }

    /** Notes that a poll has failed; the next one comes after a pause that grows with the failures in a row. */
    public void pollFailed(StoreId store, Backoff backoff) {
        transactions.inStore(store, () -> {
            int failures = 1 + rows.lock().map(ShopConnection::pollFailures).orElse(0);
            rows.notePollFailed(failures, (int) backoff.afterFailures(failures).toSeconds());
        });
    }

    /** The next poll comes after the interval. Writes only a change. */
    public void pollSucceeded(StoreId store) {
        transactions.inStore(store, rows::notePollSucceeded);
    }

    /** Whether the shop cannot be worked with now. */
    public boolean inTrouble(StoreId store) {
        return transactions.inStore(store, rows::problem).isPresent();
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
