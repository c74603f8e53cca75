package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.ShopAnswers;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** Medusa's two HTTP APIs with the store's keys. Thread-safe. */
final class MedusaApi {

    private static final Pattern KIND = Pattern.compile("[a-z_]{1,50}");
    private static final String PUBLISHABLE_HEADER = "x-publishable-api-key";

    private final MedusaSettings settings;
    private final ShopContext context;
    private final String authorization;

    MedusaApi(MedusaSettings settings, ShopContext context) {
        this.settings = settings;
        this.context = context;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((settings.secretKey() + ":").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An answer of the shop, including refusals.
     *
     * @param shopTime the shop's clock at that time, to the second; Gather's if the shop does not report it
     */
    record Reply(int status, JsonObject body, Instant shopTime) {

        boolean isDone() {
            return status / 100 == 2;
        }

        /**
         * Whether the answer comes from Medusa itself: during a restart a proxy may answer 404 too, in JSON of its own.
         */
        boolean isMissing() {
            return status == 404 && errorType().equals("not_found");
        }

        /** One of Medusa's kinds of error; empty if it names none. */
        String errorType() {
            return Fields.optionalText(body, "type").orElse("");
        }

        String message() {
            return Fields.optionalText(body, "message").orElse("the shop answered " + status);
        }
    }

    /** Reads an existing resource from the Admin API. */
    JsonObject get(String path, Query query) {
        return expect(ask(path, query));
    }

    /** Reads from the Admin API; empty only if the shop says that it does not exist. */
    Optional<JsonObject> find(String path, Query query) {
        return existing(ask(path, query));
    }

    /** Reads from the Admin API; the caller handles refusals. */
    Reply ask(String path, Query query) {
        return send("GET", "/admin" + path + query, Map.of("authorization", authorization), null);
    }

    /**
     * Whether the Admin API serves this path. False if the plugin for it or its tables are missing, or if a proxy
     * blocks the path: the store must work without an optional feature. A refused key, an unreachable or overloaded
     * shop and an answer that is not Medusa's say nothing about the path; they are errors as usual.
     */
    boolean serves(String path, Query query) {
        ShopHttp.Answer answer = exchange("GET", "/admin" + path + query, Map.of("authorization", authorization), null);
        if (answer.status() == 403 || answer.status() == 404 || answer.status() == 500) {
            return false;
        }
        expect(reply(answer));
        return true;
    }

    Reply post(String path, JsonObjectBuilder body) {
        return send(
                "POST",
                "/admin" + path,
                Map.of("authorization", authorization),
                body.build().toString());
    }

    Reply delete(String path) {
        return send("DELETE", "/admin" + path, Map.of("authorization", authorization), null);
    }

    /** Reads from the Store API as a visitor who is not logged in. */
    Optional<JsonObject> findInStore(String path, Query query) {
        return existing(inStore(path, query, Map.of()));
    }

    Reply inStore(String path, Query query, Map<String, String> credentials) {
        Map<String, String> headers = new HashMap<>(credentials);
        headers.put(PUBLISHABLE_HEADER, settings.publishableKey());
        return send("GET", "/store" + path + query, headers, null);
    }

    private static Optional<JsonObject> existing(Reply reply) {
        return reply.isMissing() ? Optional.empty() : Optional.of(expect(reply));
    }

    /** The body of a reply that must not be a refusal. */
    static JsonObject expect(Reply reply) {
        if (reply.isDone()) {
            return reply.body();
        }
        if (reply.status() == 401 || reply.status() == 403) {
            throw new ShopException(
                    ShopError.UNAUTHORIZED,
                    "the shop refuses the secretKey: it was mistyped or revoked, or lacks a right");
        }
        if (reply.message().toLowerCase(Locale.ROOT).contains("publishable")) {
            throw new ShopException(
                    ShopError.UNAUTHORIZED, "the shop refuses the publishableKey: it was mistyped or revoked");
        }
        throw new ShopException(ShopError.BAD_ANSWER, "the shop answered: " + reply.message());
    }

    private Reply send(String method, String path, Map<String, String> credentials, String body) {
        return reply(exchange(method, path, credentials, body));
    }

    private ShopHttp.Answer exchange(String method, String path, Map<String, String> credentials, String body) {
        return context.http().send(JsonText.request(method, URI.create(settings.api() + path), credentials, body));
    }

    private Reply reply(ShopHttp.Answer answer) {
        int status = answer.status();
        Optional<JsonObject> parsed = JsonText.parsedObject(answer.body());
        String message =
                parsed.flatMap(error -> Fields.optionalText(error, "message")).orElse("");
        Optional<ShopException> failure = ShopAnswers.failure(status, answer.headers(), message, context.clock());
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (status == 401 || status == 403) {
            return new Reply(status, parsed.orElse(JsonValue.EMPTY_JSON_OBJECT), shopTime(answer));
        }
        // During a restart a proxy may answer in JSON too. Medusa names the kind of each of its errors in a word such
        // as not_found, others in an address (RFC 9457).
        if (status >= 300
                && parsed.flatMap(error -> Fields.optionalText(error, "type"))
                        .filter(kind -> KIND.matcher(kind).matches())
                        .isEmpty()) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "no Medusa API answers at " + settings.api() + " (status " + status + "): check apiUrl");
        }
        return new Reply(
                status,
                parsed.orElseThrow(() -> new ShopException(
                        ShopError.BAD_ANSWER, "what answers at " + settings.api() + " is not a Medusa API")),
                shopTime(answer));
    }

    private Instant shopTime(ShopHttp.Answer answer) {
        return ShopAnswers.date(answer.headers())
                .orElseGet(() -> context.clock().instant());
    }
}
