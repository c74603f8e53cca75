package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The event endpoints of a store, each with its own secret. To rotate a secret, an owner adds a second endpoint with
 * the same address. Statements that add to the current time use native SQL: on PostgreSQL such a sum in HQL is a
 * timestamp without time zone. Thread-safe.
 */
@Singleton
class EventEndpoints {

    private final Transactions transactions;
    private final EventEndpointRows rows;
    private final StoreSql sql;
    private final SecretBox secrets;

    @Inject
    EventEndpoints(Transactions transactions, EventEndpointRows rows, StoreSql sql, SecretBox secrets) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.secrets = secrets;
    }

    /** @param secret the secret in the receiver's form: {@code whsec_} and base64; shown once */
    record Added(EndpointId id, String secret) {}

    /** Adds an endpoint with a new secret, in the caller's transaction. */
    Added add(StoreId store, String url) {
        EndpointId id = new EndpointId(Ids.next());
        String secret = SigningSecret.create();
        rows.insert(new EventEndpoint(id, url, secrets.encrypt(secret, EventEndpoint.context(store, id))));
        return new Added(id, secret);
    }

    List<EventEndpoint> active(StoreId store) {
        return transactions.inStore(store, rows::active);
    }

    /**
     * Takes a lease to send to an endpoint, unless another node holds it or the endpoint is paused.
     *
     * @param lease the time after which another node may take over if this one does not release it
     */
    Optional<EventEndpoint> claim(StoreId store, EndpointId id, Duration lease) {
        return transactions.inStore(store, () -> {
            int claimed = sql.update(
                    store,
                    "update event_endpoint set not_before = now() + cast(? as integer) * interval '1' second"
                            + " where store_id = :store and id = ? and not_before <= now()",
                    (int) lease.toSeconds(),
                    id);
            return claimed == 1 ? rows.find(id.value()) : Optional.empty();
        });
    }

    /** Ends a turn; after the pause any node may take the next one. */
    void release(StoreId store, EndpointId id, Duration pause, int failures, boolean alarmed) {
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

    /** Ends the pause of an endpoint, in the current transaction. Does not interrupt another node's turn. */
    void resume(StoreId store, EndpointId id) {
        transactions.inStore(store, () -> rows.resume(id.value()));
    }

    /** Whether the store has this endpoint and it is active. */
    boolean isActive(StoreId store, EndpointId id) {
        return transactions
                .inStore(store, () -> rows.find(id.value()))
                .filter(EventEndpoint::active)
                .isPresent();
    }

    /** Removes an endpoint, in the current transaction. Returns false if the store has no such endpoint. */
    boolean remove(StoreId store, EndpointId id) {
        return transactions.inStore(store, () -> rows.remove(id.value()));
    }
}
