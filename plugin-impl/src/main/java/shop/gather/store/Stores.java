package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.ApiKeys;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.security.StoreStands;

/**
 * The stores of this deployment. A provider creates and suspends them; a store's data is accessible only with its own
 * keys. Thread-safe.
 */
@Singleton
public class Stores {

    /** Whether a store may be used. */
    public enum State {
        ACTIVE,
        SUSPENDED
    }

    /** @param zone the time zone in which deadlines are shown; has no effect on them */
    public record Store(StoreId id, String name, State state, String zone, Instant createdAt, long version) {}

    /**
     * @param ownerKey shown once;
     * @param publishableKey the storefront's key, not a secret
     */
    public record Created(Store store, String ownerKey, String publishableKey) {}

    private final Transactions transactions;
    private final StoreSql sql;
    private final ApiKeys keys;
    private final StoreStands stands;
    private final AuditLog audit;

    @Inject
    Stores(Transactions transactions, StoreSql sql, ApiKeys keys, StoreStands stands, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.keys = keys;
        this.stands = stands;
        this.audit = audit;
    }

    /** Creates a store with its first keys, in the caller's transaction. */
    public Created create(String name, String zone, String actor) {
        StoreId id = new StoreId(Ids.next());
        sql.updateDirectory(
                "insert into store (id, name, state, zone, sessions_ended, version, created_at) values (?, ?, ?, ?, 0, 0, now())",
                id,
                name,
                State.ACTIVE,
                zone);
        String owner =
                keys.create(id, Role.OWNER, "first key", Scope.ofOwners()).secret();
        String publishable =
                keys.create(id, Role.STOREFRONT, "storefront", Set.of()).secret();
        return new Created(find(id).orElseThrow(), owner, publishable);
    }

    public Optional<Store> find(StoreId id) {
        return transactions.inDirectory(
                () -> sql.directory("select * from store where id = ?", Stores::read, id).stream()
                        .findFirst());
    }

    /** A page of stores, newest first. */
    public Page<Store> page(String cursor, int limit) {
        List<Store> rows = transactions.inDirectory(() -> sql.directory(
                "select * from store where id < ? order by id desc limit ?",
                Stores::read,
                Page.before(cursor),
                limit + 1));
        return Page.of(rows, limit, store -> store.id().value(), store -> store);
    }

    /**
     * Suspends or resumes a store; repeating it changes nothing. Within 5 seconds all nodes refuse its keys and
     * sessions; obligations to buyers are still carried out.
     */
    public void change(StoreId store, State state, String actor) {
        int changed = transactions.inDirectory(() -> sql.updateDirectory(
                "update store set state = ?, version = version + 1 where id = ? and state <> ?",
                state,
                store.value(),
                state));
        if (changed == 1) {
            transactions.inStore(
                    store,
                    () -> audit.record(
                            store,
                            actor,
                            state == State.SUSPENDED ? "store.suspended" : "store.resumed",
                            store.toString(),
                            ""));
            stands.forget(store);
        }
    }

    /** Records in the audit log that a provider created a key for the store's owner. */
    void auditKey(StoreId store, String actor, String name, Set<Scope> scopes) {
        transactions.inStore(store, () -> audit.record(store, actor, "key.created", name, Role.OWNER + " " + scopes));
    }

    private static Store read(ResultSet row) throws SQLException {
        return new Store(
                StoreSql.id(row, "id", StoreId::new),
                row.getString("name"),
                State.valueOf(row.getString("state")),
                row.getString("zone"),
                StoreSql.instant(row, "created_at"),
                row.getLong("version"));
    }
}
