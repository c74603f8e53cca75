package ${package};

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.Settings;
import shop.gather.adapter.support.ShopAnswers;
import shop.gather.adapter.support.ShopTime;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** Sends requests with the store's credentials and converts failures to the SPI's exceptions. Thread-safe. */
final class ShopApi {

    private final String base;
    private final StandardWebhooks signing;
    private final ShopHttp http;
    private final Clock clock;
    private final ShopTime time;

    ShopApi(ShopContext context) {
        Settings settings = new Settings(context);
        this.base = settings.baseAddress(${shopName}Adapter.BASE_URL);
        this.signing = new StandardWebhooks(List.of(SharedSecret.of(secret(settings.text(${shopName}Adapter.SECRET)))));
        this.http = context.http();
        this.clock = context.clock();
        this.time = new ShopTime(clock);
    }

    /** Reads an existing resource. */
    JsonObject get(String target) {
        return good(send("GET", target, "read-" + UUID.randomUUID(), null));
    }

    /** Reads with a cursor, which the shop may not know. */
    JsonObject page(String target, String cursor) {
        ShopHttp.Answer answer = send("GET", target, "read-" + UUID.randomUUID(), null);
        if (code(answer).equals("bad-request")) {
            throw new ShopException(ShopError.BAD_ANSWER, "the shop does not know the cursor \"" + cursor + "\"");
        }
        return good(answer);
    }

    /**
     * Reads a resource that may not exist. Only the shop's own answer counts: a proxy's 404 says nothing about an
     * order.
     */
    Optional<JsonObject> find(String target) {
        ShopHttp.Answer answer = send("GET", target, "read-" + UUID.randomUUID(), null);
        return answer.status() == 404 && code(answer).equals("not-found") ? Optional.empty() : Optional.of(good(answer));
    }

    /** Asks a question that has a body; it changes nothing. */
    JsonObject ask(String target, JsonObjectBuilder question) {
        return good(send("POST", target, "read-" + UUID.randomUUID(), question.build().toString()));
    }

    /** Sends a command and returns any answer. The shop executes a key once. */
    ShopHttp.Answer command(String target, String key, JsonObject body) {
        return send("POST", target, key, body.toString());
    }

    /** The body of a successful answer; throws for any other. */
    JsonObject good(ShopHttp.Answer answer) {
        if (answer.status() == 200) {
            return JsonText.parsedObject(answer.body())
                    .orElseThrow(() -> new ShopException(ShopError.BAD_ANSWER, "no such shop answers at " + base));
        }
        throw failure(answer);
    }

    ShopException failure(ShopHttp.Answer answer) {
        int status = answer.status();
        String code = code(answer);
        if (status == 401 || status == 403) {
            return new ShopException(
                    ShopError.UNAUTHORIZED,
                    code.equals("stale")
                            ? "the shop's clock and Gather's differ by more than five minutes: set one of them right"
                            : "the shop does not accept the credentials: check the setting " + ${shopName}Adapter.SECRET);
        }
        // With 501 this shop says that it does not support the operation; it is not a failure.
        return ShopAnswers.failure(status == 501 ? 400 : status, answer.headers(), code, clock)
                .orElseGet(() -> code.isEmpty()
                        ? new ShopException(
                                ShopError.MISCONFIGURED,
                                "no such shop answers at " + base + " (status " + status + "): check the setting "
                                        + ${shopName}Adapter.BASE_URL)
                        : new ShopException(ShopError.BAD_ANSWER, "the shop answered " + status + " " + code));
    }

    /** The shop's stable error code; empty if the answer is not the shop's. */
    static String code(ShopHttp.Answer answer) {
        return JsonText.parsedObject(answer.body())
                .flatMap(problem -> Fields.optionalText(problem, "code"))
                .orElse("");
    }

    /**
     * A request that the shop refused as too old was not executed: it is signed again with the shop's time.
     */
    private ShopHttp.Answer send(String method, String target, String id, String body) {
        ShopHttp.Answer answer = sendOnce(method, target, id, body);
        boolean stale = answer.status() == 401 && code(answer).equals("stale");
        return stale && time.learn(answer.headers()) ? sendOnce(method, target, id, body) : answer;
    }

    private ShopHttp.Answer sendOnce(String method, String target, String id, String body) {
        String timestamp = Long.toString(time.now().getEpochSecond());
        String payload = method + " " + target + "\n" + (body == null ? "" : body);
        Map<String, String> headers = new HashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", signing.signatures(id, timestamp, payload));
        if (body != null) {
            headers.put("idempotency-key", id);
        }
        return http.send(JsonText.request(method, URI.create(base + target), headers, body));
    }

    private static byte[] secret(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceFirst("^whsec_", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, "the setting " + ${shopName}Adapter.SECRET + " is not whsec_ and base64", notBase64);
        }
    }
}
