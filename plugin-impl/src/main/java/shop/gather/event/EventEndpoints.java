package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Where a store's events go, each address with a secret of its own. Two endpoints of one address overlap while a secret
 * is being rotated. Thread-safe.
 */
@Singleton
class EventEndpoints {

    private static final int SECRET_BYTES = 32;

    /**
     * @param secret as the receiver needs it: {@code whsec_} and base64
     * @param failures turns in a row in which it accepted nothing
     * @param alarmed whether the owner has an alarm about it
     */
    record Endpoint(
            UUID id, String url, String secret, boolean active, int failures, boolean alarmed, Instant createdAt) {}

    private final Transactions transactions;
    private final StoreSql sql;
    private final SecretBox secrets;
    private final SecureRandom random = new SecureRandom();

    @Inject
    EventEndpoints(Transactions transactions, StoreSql sql, SecretBox secrets) {
        this.transactions = transactions;
        this.sql = sql;
        this.secrets = secrets;
    }

    /** Adds an endpoint with a new secret, in the caller's transaction. */
    Endpoint add(StoreId store, String url) {
        byte[] bits = new byte[SECRET_BYTES];
        random.nextBytes(bits);
        UUID id = Ids.next();
        String secret = "whsec_" + Base64.getEncoder().encodeToString(bits);
        sql.update(
                store,
                "insert into event_endpoint (store_id, id, url, secret, active, created_at, not_before, failures, alarmed)"
                        + " values (:store, ?, ?, ?, true, now(), now(), 0, false)",
                id,
                url,
                secrets.encrypt(secret, context(store, id)));
        return new Endpoint(id, url, secret, true, 0, false, null);
    }

    List<Endpoint> active(StoreId store) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from event_endpoint where store_id = :store and active = true order by id",
                        row -> read(store, row)));
    }

    /**
     * Takes the right to send to an endpoint, unless another node has it or the endpoint is left alone.
     *
     * @param lease after which another node may take it, should this one not release it
     */
    Optional<Endpoint> claim(StoreId store, UUID id, Duration lease) {
        return transactions.inStore(store, () -> {
            int claimed = sql.update(
                    store,
                    "update event_endpoint set not_before = now() + cast(? as integer) * interval '1' second"
                            + " where store_id = :store and id = ? and not_before <= now()",
                    (int) lease.toSeconds(),
                    id);
            return claimed == 1
                    ? sql.first(
                            store,
                            "select * from event_endpoint where store_id = :store and id = ?",
                            row -> read(store, row),
                            id)
                    : Optional.empty();
        });
    }

    /** Ends a turn; after the pause anybody may take the next one. */
    void release(StoreId store, UUID id, Duration pause, int failures, boolean alarmed) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update event_endpoint set not_before = now() + cast(? as integer) * interval '1' second, failures = ?, alarmed = ?"
                                + " where store_id = :store and id = ?",
                        (int) pause.toSeconds(),
                        failures,
                        alarmed,
                        id));
    }

    /** Ends the pause of an endpoint, in the current transaction. A turn that another node has stays its own. */
    void resume(StoreId store, UUID id) {
        sql.update(
                store,
                "update event_endpoint set not_before = case when failures > 0 then created_at else not_before end, "
                        + "failures = 0, alarmed = false"
                        + " where store_id = :store and id = ?",
                id);
    }

    /** Whether the store has this endpoint in use. */
    boolean isActive(StoreId store, UUID id) {
        return transactions.inStore(store, () -> sql.first(
                        store,
                        "select id from event_endpoint where store_id = :store and id = ? and active = true",
                        row -> true,
                        id)
                .isPresent());
    }

    private Endpoint read(StoreId store, ResultSet row) throws SQLException {
        UUID id = StoreSql.uuid(row, "id");
        return new Endpoint(
                id,
                row.getString("url"),
                secrets.decrypt(row.getString("secret"), context(store, id)),
                row.getBoolean("active"),
                row.getInt("failures"),
                row.getBoolean("alarmed"),
                StoreSql.instant(row, "created_at"));
    }

    /** Takes an endpoint out of use; false if the store has no such one. */
    boolean remove(StoreId store, UUID id) {
        return sql.update(
                        store,
                        "update event_endpoint set active = false where store_id = :store and id = ? and active = true",
                        id)
                == 1;
    }

    private static String context(StoreId store, UUID id) {
        return "event-endpoint:" + store + ":" + id;
    }
}
