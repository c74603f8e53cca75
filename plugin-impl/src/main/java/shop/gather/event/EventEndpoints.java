package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
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
 * is being rotated. What adds to the clock is native: on PostgreSQL a sum of HQL is a timestamp without its zone.
 * Thread-safe.
 */
@Singleton
class EventEndpoints {

    private static final int SECRET_BYTES = 32;

    private final Transactions transactions;
    private final EventEndpointRows rows;
    private final StoreSql sql;
    private final SecretBox secrets;
    private final SecureRandom random = new SecureRandom();

    @Inject
    EventEndpoints(Transactions transactions, EventEndpointRows rows, StoreSql sql, SecretBox secrets) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.secrets = secrets;
    }

    /** @param secret as the receiver needs it: {@code whsec_} and base64; shown once */
    record Added(UUID id, String secret) {}

    /** Adds an endpoint with a new secret, in the caller's transaction. */
    Added add(StoreId store, String url) {
        byte[] bits = new byte[SECRET_BYTES];
        random.nextBytes(bits);
        UUID id = Ids.next();
        String secret = "whsec_" + Base64.getEncoder().encodeToString(bits);
        rows.insert(new EventEndpoint(id, url, secrets.encrypt(secret, EventEndpoint.context(store.value(), id))));
        return new Added(id, secret);
    }

    List<EventEndpoint> active(StoreId store) {
        return transactions.inStore(store, rows::active);
    }

    /**
     * Takes the right to send to an endpoint, unless another node has it or the endpoint is left alone.
     *
     * @param lease after which another node may take it, should this one not release it
     */
    Optional<EventEndpoint> claim(StoreId store, UUID id, Duration lease) {
        return transactions.inStore(store, () -> {
            int claimed = sql.update(
                    store,
                    "update event_endpoint set not_before = now() + cast(? as integer) * interval '1' second"
                            + " where store_id = :store and id = ? and not_before <= now()",
                    (int) lease.toSeconds(),
                    id);
            return claimed == 1 ? rows.find(id) : Optional.empty();
        });
    }

    /** Ends a turn; after the pause anybody may take the next one. */
    void release(StoreId store, UUID id, Duration pause, int failures, boolean alarmed) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update event_endpoint set not_before = now() + cast(? as integer) * interval '1' second,"
                                + " failures = ?, alarmed = ? where store_id = :store and id = ?",
                        (int) pause.toSeconds(),
                        failures,
                        alarmed,
                        id));
    }

    /** Ends the pause of an endpoint, in the current transaction. A turn that another node has stays its own. */
    void resume(StoreId store, UUID id) {
        transactions.inStore(store, () -> rows.resume(id));
    }

    /** Whether the store has this endpoint in use. */
    boolean isActive(StoreId store, UUID id) {
        return transactions
                .inStore(store, () -> rows.find(id))
                .filter(EventEndpoint::active)
                .isPresent();
    }

    /** Takes an endpoint out of use, in the current transaction; false if the store has no such one. */
    boolean remove(StoreId store, UUID id) {
        return transactions.inStore(store, () -> rows.remove(id));
    }
}
