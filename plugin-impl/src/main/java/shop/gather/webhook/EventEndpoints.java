package shop.gather.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.security.SecretBox;

/** Where a store's events go, each address with a secret of its own. Two endpoints of one address overlap while a secret is being rotated. Thread-safe. */
@Singleton
class EventEndpoints {

    private static final int SECRET_BYTES = 32;

    /** @param secret as the receiver needs it: {@code whsec_} and base64 */
    record Endpoint(UUID id, String url, String secret, Instant createdAt) {}

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
                "insert into event_endpoint (store_id, id, url, secret, active, created_at) values (:store, ?, ?, ?, true, now())",
                id,
                url,
                secrets.encrypt(secret, context(store, id)));
        return new Endpoint(id, url, secret, null);
    }

    List<Endpoint> active(StoreId store) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select id, url, secret, created_at from event_endpoint where store_id = :store and active = true order by id",
                        row -> {
                            UUID id = StoreSql.uuid(row, "id");
                            return new Endpoint(
                                    id,
                                    row.getString("url"),
                                    secrets.decrypt(row.getString("secret"), context(store, id)),
                                    StoreSql.instant(row, "created_at"));
                        }));
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
