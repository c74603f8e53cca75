package shop.gather.platform.idempotency;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;

/**
 * Executes a POST that creates or pays only once. The key, the effect and the answer are written in one transaction, so
 * a repeated request finds either all of them or none. A key belongs to (store, principal, operation). It is kept for
 * 24 hours, or permanently if money was moved. Failed requests keep no key. Thread-safe.
 */
@Singleton
public class Idempotency {

    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final String REPLAYED = "Idempotent-Replayed";

    private final Transactions transactions;
    private final StoreSql sql;
    private final SecretBox secrets;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    @Inject
    Idempotency(Transactions transactions, StoreSql sql, SecretBox secrets) {
        this.transactions = transactions;
        this.sql = sql;
        this.secrets = secrets;
    }

    /** The effect of the first request. */
    public record Answer(int status, Object body, URI location, Long version) {
        public static Answer created(URI location, Object body, long version) {
            return new Answer(201, body, location, version);
        }

        public static Answer ok(Object body) {
            return new Answer(200, body, null, null);
        }
    }

    /**
     * Runs the effect once, inside a transaction of the store.
     *
     * @param operation stable name of what is done, with the ids of its path
     * @param key the request's Idempotency-Key
     * @param body the request's body as read; another body under the same key is refused
     * @param money whether the key is kept for ever
     */
    public Response once(
            StoreId store,
            String principal,
            String operation,
            String key,
            Object body,
            boolean money,
            Supplier<Answer> effect) {
        return once(store, principal, operation, key, body, money, () -> null, nothing -> effect.get());
    }

    /**
     * As {@link #once(StoreId, String, String, String, Object, boolean, Supplier)}, with a preparation outside of the
     * transaction. A repeated request gets its answer without it.
     */
    public <T> Response once(
            StoreId store,
            String principal,
            String operation,
            String key,
            Object body,
            boolean money,
            Supplier<T> preparation,
            Function<T, Answer> effect) {
        if (key == null || key.isBlank() || key.length() > 100) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_KEY_MISSING,
                    "Send a unique Idempotency-Key of 1 to 100 characters, and the same one when you retry.");
        }
        String scope = store + "/" + principal + "/" + operation + "/" + key;
        if (!inFlight.add(scope)) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_FLIGHT, "Wait for its answer, then repeat.");
        }
        try {
            String hash = hash(StrictJson.codec().toJson(body));
            Optional<Response> earlier =
                    transactions.inStore(store, () -> find(store, principal, operation, key, hash));
            if (earlier.isPresent()) {
                return earlier.get();
            }
            T prepared = preparation.get();
            return perform(store, principal, operation, key, hash, money, () -> effect.apply(prepared));
        } finally {
            inFlight.remove(scope);
        }
    }

    /**
     * Deletes the stored answers to a principal, except those that are kept permanently. In the caller's transaction.
     */
    public void forget(StoreId store, String principal) {
        sql.update(
                store,
                "delete from idempotent_answer where store_id = :store and principal = ? and keep_for_ever = false",
                principal);
    }

    private Response perform(
            StoreId store,
            String principal,
            String operation,
            String key,
            String hash,
            boolean money,
            Supplier<Answer> effect) {
        try {
            return transactions.inStore(store, () -> {
                Answer answer = effect.get();
                String body = StrictJson.codec().toJson(answer.body());
                String location =
                        answer.location() == null ? null : answer.location().toString();
                String etag = answer.version() == null ? null : answer.version().toString();
                // Two nodes that run the same key at once collide here: one commits, the other rolls its effect back.
                sql.update(
                        store,
                        "insert into idempotent_answer (store_id, principal, operation, idempotency_key, body_hash, status,"
                                + " location, etag, body, keep_for_ever, created_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, ?, now())",
                        principal,
                        operation,
                        key,
                        hash,
                        answer.status(),
                        location,
                        etag,
                        secrets.encrypt(body, context(store, principal, key)),
                        money);
                return render(answer.status(), location, etag, body, false);
            });
        } catch (DuplicateKey | ProblemException raced) {
            // Another node may have done it with the same key meanwhile.
            return transactions
                    .inStore(store, () -> find(store, principal, operation, key, hash))
                    .orElseThrow(() -> raced);
        }
    }

    private Optional<Response> find(StoreId store, String principal, String operation, String key, String hash) {
        return sql.first(
                store,
                "select body_hash, status, location, etag, body from idempotent_answer"
                        + " where store_id = :store and principal = ? and operation = ? and idempotency_key = ?",
                row -> {
                    if (!row.getString("body_hash").equals(hash)) {
                        throw new ProblemException(
                                ProblemCode.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request.");
                    }
                    return render(
                            row.getInt("status"),
                            row.getString("location"),
                            row.getString("etag"),
                            secrets.decrypt(row.getString("body"), context(store, principal, key)),
                            true);
                },
                principal,
                operation,
                key);
    }

    /** An answer may hold a key that is shown once, so it is kept encrypted. */
    private static String context(StoreId store, String principal, String key) {
        return "idempotent-answer:" + store + ":" + principal + ":" + key;
    }

    /** Whether an answer repeats that of an earlier request with the same key. */
    public static boolean isReplay(Response answer) {
        return answer.getHeaderString(REPLAYED) != null;
    }

    private static Response render(int status, String location, String etag, String body, boolean replayed) {
        Response.ResponseBuilder answer =
                Response.status(status).type(MediaType.APPLICATION_JSON).entity(body);
        if (location != null) {
            answer.location(URI.create(location));
        }
        if (etag != null) {
            answer.tag(etag);
        }
        return replayed ? answer.header(REPLAYED, "true").build() : answer.build();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
