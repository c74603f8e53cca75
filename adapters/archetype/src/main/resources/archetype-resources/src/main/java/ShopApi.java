package ${package};

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** Sends requests with the store's credentials and says in the SPI's words what became of them. Thread-safe. */
final class ShopApi {

    private final String base;
    private final byte[] secret;
    private final ShopHttp http;
    private final Clock clock;
    /** How far the shop's clock is ahead of ours, as it told with its last refusal of a time. */
    private volatile Duration ahead = Duration.ZERO;

    ShopApi(ShopContext context) {
        this.base = context.required(${shopName}Adapter.BASE_URL).replaceAll("/+$", "");
        this.secret = secret(context.required(${shopName}Adapter.SECRET));
        this.http = context.http();
        this.clock = context.clock();
    }

    /** What must be there. */
    JsonObject get(String target) {
        return good(send("GET", target, "read-" + UUID.randomUUID(), null));
    }

    /** What is asked with a cursor, which the shop may not know. */
    JsonObject page(String target, String cursor) {
        ShopHttp.Answer answer = send("GET", target, "read-" + UUID.randomUUID(), null);
        if (code(answer).equals("bad-request")) {
            throw new ShopException(ShopError.BAD_ANSWER, "the shop does not know the cursor \"" + cursor + "\"");
        }
        return good(answer);
    }

    /** What may not be there. Only the shop's own word counts: a 404 of anything between says nothing about an order. */
    Optional<JsonObject> find(String target) {
        ShopHttp.Answer answer = send("GET", target, "read-" + UUID.randomUUID(), null);
        return answer.status() == 404 && code(answer).equals("not-found") ? Optional.empty() : Optional.of(good(answer));
    }

    /** Sends a command; whatever came back is returned. The shop does a key once. */
    ShopHttp.Answer command(String target, String key, JsonObject body) {
        return send("POST", target, key, body.toString());
    }

    /** The body of a good answer, or why there is none. */
    JsonObject good(ShopHttp.Answer answer) {
        if (answer.status() == 200) {
            return json(answer).orElseThrow(() -> new ShopException(ShopError.BAD_ANSWER, "no such shop answers at " + base));
        }
        throw failure(answer);
    }

    ShopException failure(ShopHttp.Answer answer) {
        int status = answer.status();
        if (status >= 500 && status != 501) {
            return new ShopException(ShopError.SHOP_FAILED, "the shop answered " + status);
        }
        return switch (status) {
            case 429 ->
                new ShopException(
                        ShopError.RATE_LIMITED,
                        "the shop asks to slow down",
                        Duration.ofSeconds(seconds(answer.headers().get("retry-after"))),
                        null);
            case 401, 403 ->
                new ShopException(
                        ShopError.UNAUTHORIZED,
                        code(answer).equals("stale")
                                ? "the shop's clock and Gather's differ by more than five minutes: set one of them right"
                                : "the shop does not accept the credentials: check the setting " + ${shopName}Adapter.SECRET);
            default ->
                code(answer).isEmpty()
                        ? new ShopException(
                                ShopError.MISCONFIGURED,
                                "no such shop answers at " + base + " (status " + status + "): check the setting "
                                        + ${shopName}Adapter.BASE_URL)
                        : new ShopException(ShopError.BAD_ANSWER, "the shop answered " + status + " " + code(answer));
        };
    }

    /** The shop's stable word for what was wrong; empty if it is not the shop that speaks. */
    static String code(ShopHttp.Answer answer) {
        return json(answer).map(problem -> problem.getString("code", "")).orElse("");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A request that is stale for the shop's clock was not done: it is signed once more with the time that the shop told. */
    private ShopHttp.Answer send(String method, String target, String id, String body) {
        ShopHttp.Answer answer = sendOnce(method, target, id, body);
        if (answer.status() != 401 || !code(answer).equals("stale")) {
            return answer;
        }
        try {
            Instant told = DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    answer.headers().getOrDefault("date", ""), Instant::from);
            ahead = Duration.between(clock.instant(), told);
        } catch (DateTimeException noTime) {
            return answer;
        }
        return sendOnce(method, target, id, body);
    }

    private ShopHttp.Answer sendOnce(String method, String target, String id, String body) {
        String timestamp = Long.toString(clock.instant().plus(ahead).getEpochSecond());
        String payload = method + " " + target + "\n" + (body == null ? "" : body);
        Map<String, String> headers = new HashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", "v1," + signature(id + "." + timestamp + "." + payload));
        if (body != null) {
            headers.put("idempotency-key", id);
            headers.put("content-type", "application/json");
        }
        return http.send(new ShopHttp.Request(method, URI.create(base + target), headers, body));
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static byte[] secret(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceFirst("^whsec_", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, "the setting " + ${shopName}Adapter.SECRET + " is not whsec_ and base64", notBase64);
        }
    }

    private static Optional<JsonObject> json(ShopHttp.Answer answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return Optional.of(reader.readObject());
        } catch (JsonException noObject) {
            return Optional.empty();
        }
    }

    private static long seconds(String header) {
        return header != null && header.matches("[0-9]{1,5}") ? Long.parseLong(header) : 1;
    }
}
