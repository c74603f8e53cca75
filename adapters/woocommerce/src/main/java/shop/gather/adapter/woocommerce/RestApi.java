package shop.gather.adapter.woocommerce;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.ShopTime;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** WordPress's REST API: WooCommerce's part with the store's key, the public part without. Thread-safe. */
final class RestApi {

    /** WooCommerce's maximum page size. */
    static final int PAGE = 100;

    private static final String WOO = "/wp-json/wc/v3/";

    private final WooSettings settings;
    private final ShopHttp http;
    private final ShopTime time;
    private final Failures failures;
    private final SecureRandom random = new SecureRandom();
    private volatile String home;

    RestApi(WooSettings settings, ShopContext context) {
        this.settings = settings;
        this.http = context.http();
        this.time = new ShopTime(context.clock());
        this.failures = new Failures(context.clock());
        this.home = settings.site();
    }

    /**
     * An answer.
     *
     * @param json empty if the body was not JSON
     * @param code WordPress's error code; empty on success, or if the answer is not WordPress's
     */
    record Reply(int status, Map<String, String> headers, Optional<JsonValue> json, String code, String message) {

        boolean isGood() {
            return status / 100 == 2;
        }

        /** Whether the shop itself says that the resource does not exist; any other 404 comes from elsewhere. */
        boolean isMissing() {
            return (status == 404 || status == 400) && code.endsWith("_invalid_id");
        }
    }

    /** The site's own address, for which signatures are computed. */
    void knownAs(String address) {
        home = address.replaceAll("/+$", "");
    }

    ShopTime time() {
        return time;
    }

    JsonObject get(String path, Map<String, String> parameters) {
        return object(good(send("GET", path, parameters, null)));
    }

    Optional<JsonObject> find(String path, Map<String, String> parameters) {
        Reply reply = send("GET", path, parameters, null);
        return reply.isMissing() ? Optional.empty() : Optional.of(object(good(reply)));
    }

    List<JsonObject> list(String path, Map<String, String> parameters) {
        return objects(good(send("GET", path, parameters, null)));
    }

    /** All pages of a list, up to a number of entries. */
    List<JsonObject> all(String path, Map<String, String> parameters, int most) {
        List<JsonObject> found = new ArrayList<>();
        Map<String, String> asked = new HashMap<>(parameters);
        asked.put("per_page", Integer.toString(PAGE));
        for (int page = 1; found.size() < most; page++) {
            asked.put("page", Integer.toString(page));
            List<JsonObject> more = list(path, asked);
            found.addAll(more);
            if (more.size() < PAGE) {
                return found;
            }
        }
        return found;
    }

    /** Sends a change and returns the shop's answer, whatever its status; fails if the answer may not be the shop's. */
    Reply change(String method, String path, Map<String, String> parameters, JsonObject body) {
        Reply reply = send(method, path, parameters, body);
        return Failures.isRefusal(reply) ? reply : good(reply);
    }

    /**
     * Checks that the key may write. By default WooCommerce creates read-only keys, and it does not report a key's
     * permission. It checks the key before it looks up the order, and there is no order 0, so this request never
     * changes anything.
     */
    void requireWritePermission() {
        Reply reply = send("PUT", "orders/0", Map.of(), JsonValue.EMPTY_JSON_OBJECT);
        if (reply.status() == 401 && reply.code().equals("woocommerce_rest_authentication_error")) {
            throw new ShopException(
                    ShopError.UNAUTHORIZED,
                    "the consumer key may only read: give it Read/Write permission (WooCommerce, Settings, Advanced, REST API)");
        }
    }

    /** Sends a request that is public or carries its own authentication. */
    Reply open(String method, String path, Map<String, String> parameters, Map<String, String> headers, String body) {
        String query = parameters.isEmpty() ? "" : "?" + Urls.query(parameters);
        return exchange(method, settings.site() + "/wp-json/" + path + query, headers, body);
    }

    /** The answer, if it is a success. */
    Reply good(Reply reply) {
        if (reply.isGood()) {
            return reply;
        }
        throw failures.of(reply);
    }

    /** Any answer. The key is sent in a header over TLS, else as a signature. */
    Reply send(String method, String path, Map<String, String> parameters, JsonObject body) {
        Map<String, String> headers = new HashMap<>();
        Map<String, String> query = parameters;
        if (settings.isEncrypted()) {
            String pair = settings.consumerKey() + ":" + settings.consumerSecret();
            headers.put(
                    "authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else {
            String nonce = new BigInteger(160, random).toString(36);
            query = new OAuth(settings.consumerKey(), settings.consumerSecret())
                    .signed(
                            method,
                            plain(home) + WOO + path,
                            parameters,
                            time.now().getEpochSecond(),
                            nonce);
        }
        String target = settings.site() + WOO + path + (query.isEmpty() ? "" : "?" + Urls.query(query));
        return exchange(method, target, headers, body == null ? null : body.toString());
    }

    /** A site whose own address is https, but that was reached over http, checks the signature against http. */
    private static String plain(String address) {
        return address.replaceFirst("(?i)^https:", "http:");
    }

    private Reply exchange(String method, String target, Map<String, String> headers, String body) {
        ShopHttp.Answer answer = http.send(JsonText.request(method, URI.create(target), headers, body));
        time.learn(answer.headers());
        Optional<JsonValue> json = JsonText.parsed(answer.body());
        Optional<JsonObject> problem = answer.status() / 100 == 2
                ? Optional.empty()
                : json.filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject);
        return new Reply(
                answer.status(),
                answer.headers(),
                json,
                problem.flatMap(error -> Fields.optionalText(error, "code")).orElse(""),
                problem.flatMap(error -> Fields.optionalText(error, "message")).orElse(""));
    }

    static JsonObject object(Reply reply) {
        return reply.json()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .orElseThrow(Failures::unreadable);
    }

    static List<JsonObject> objects(Reply reply) {
        JsonArray array = reply.json()
                .filter(JsonArray.class::isInstance)
                .map(JsonValue::asJsonArray)
                .orElseThrow(Failures::unreadable);
        if (!array.stream().allMatch(JsonObject.class::isInstance)) {
            throw new ShopException(ShopError.BAD_ANSWER, "the shop's list holds something unexpected");
        }
        return array.getValuesAs(JsonObject.class);
    }
}
