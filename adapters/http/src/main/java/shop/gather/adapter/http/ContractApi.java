package shop.gather.adapter.http;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.ShopAnswers;
import shop.gather.adapter.support.ShopTime;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Sends signed requests below the shop's base address and distinguishes the shop's answers from those of a proxy.
 * Thread-safe.
 */
final class ContractApi {

    private static final String NOT_FOUND = "not-found";

    private final String base;
    private final StandardWebhooks signing;
    private final ShopHttp http;
    private final Clock clock;
    private final ShopTime time;

    ContractApi(String base, StandardWebhooks signing, ShopHttp http, Clock clock) {
        this.base = base;
        this.signing = signing;
        this.http = http;
        this.clock = clock;
        this.time = new ShopTime(clock);
    }

    /** An answer of the shop, with the code of its problem; the code is empty if it sent no problem document. */
    record Answer(int status, Map<String, String> headers, String body, String code, String detail) {

        boolean isGood() {
            return status / 100 == 2;
        }

        boolean isStale() {
            return status == 401 && code.equals("stale");
        }

        boolean isNotFound() {
            return status == 404 && code.equals(NOT_FOUND);
        }
    }

    JsonObject get(String target) {
        Answer answer = read("GET", target, null);
        return parsed(required(answer));
    }

    /** Empty exactly if the shop itself says that it does not exist: no other 404 counts. */
    Optional<JsonObject> find(String target) {
        return found(read("GET", target, null));
    }

    /** The same for a query that is sent in a body; it changes nothing. */
    Optional<JsonObject> find(String target, JsonObject question) {
        return found(read("POST", target, question.toString()));
    }

    /** Sends a command and returns the answer, whatever its status. */
    Answer command(String method, String target, String key, String body) {
        return send(method, target, key, Map.of("idempotency-key", key), body);
    }

    static JsonObject parsed(Answer answer) {
        return JsonText.parsedObject(answer.body())
                .orElseThrow(() -> new ShopException(
                        ShopError.BAD_ANSWER,
                        "what answers at " + HttpAdapter.BASE_URL + " does not speak Gather's contract: no JSON came"));
    }

    /** The exception for an unexpected status. */
    ShopException failure(Answer answer) {
        return Failures.of(answer, clock);
    }

    /** How long the shop asks Gather to wait. */
    Duration pause(Answer answer, Duration otherwise) {
        return ShopAnswers.retryAfter(answer.headers(), clock).orElse(otherwise);
    }

    private Optional<JsonObject> found(Answer answer) {
        return answer.isNotFound() ? Optional.empty() : Optional.of(parsed(required(answer)));
    }

    private Answer required(Answer answer) {
        if (answer.isGood()) {
            return answer;
        }
        throw failure(answer);
    }

    private Answer read(String method, String target, String body) {
        return send(method, target, "read:" + UUID.randomUUID(), Map.of(), body);
    }

    private Answer send(String method, String target, String id, Map<String, String> more, String body) {
        Answer answer = attempt(method, target, id, more, body);
        return answer.isStale() && time.learn(answer.headers()) ? attempt(method, target, id, more, body) : answer;
    }

    private Answer attempt(String method, String target, String id, Map<String, String> more, String body) {
        String timestamp = Long.toString(time.now().getEpochSecond());
        String payload = method + " " + target + "\n" + (body == null ? "" : body);
        Map<String, String> headers = new HashMap<>(more);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", signing.signatures(id, timestamp, payload));
        ShopHttp.Answer answer = http.send(JsonText.request(method, URI.create(base + target), headers, body));
        // Proxies may have a code in their JSON too; the contract requires the status beside it.
        Optional<JsonObject> problem = answer.status() / 100 == 2
                ? Optional.empty()
                : JsonText.parsedObject(answer.body())
                        .filter(document -> document.getInt("status", 0) == answer.status());
        return new Answer(
                answer.status(),
                answer.headers(),
                answer.body(),
                problem.map(document -> document.getString("code", "")).orElse(""),
                problem.map(document -> document.getString("detail", "")).orElse(""));
    }
}
