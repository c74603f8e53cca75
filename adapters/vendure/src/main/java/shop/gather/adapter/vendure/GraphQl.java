package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.ShopAnswers;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** Sends one GraphQL request and reads its answer. It does not handle credentials. */
final class GraphQl {

    private final ShopHttp http;
    private final Clock clock;
    private final URI uri;

    GraphQl(ShopContext context, URI uri) {
        this.http = context.http();
        this.clock = context.clock();
        this.uri = uri;
    }

    /**
     * @param data empty if the request failed as a whole
     * @param shopTime the shop's clock when it answered, to the second, if it tells
     */
    record Reply(JsonObject data, List<Problem> problems, Map<String, String> headers, Optional<Instant> shopTime) {

        boolean has(String code) {
            return problems.stream().anyMatch(problem -> problem.code().equals(code));
        }
    }

    /** One of GraphQL's errors; the code is Vendure's or Apollo's. */
    record Problem(String code, String message) {}

    Reply send(String document, JsonObject variables, Map<String, String> credentials) {
        JsonObjectBuilder body = JsonText.object().add("query", document).add("variables", variables);
        ShopHttp.Answer answer = http.send(
                JsonText.request("POST", uri, credentials, body.build().toString()));
        check(answer);
        JsonObject parsed = JsonText.parsedObject(answer.body()).orElseThrow(this::notGraphQl);
        List<Problem> problems =
                Fields.objects(parsed, "errors").stream().map(GraphQl::problem).toList();
        Optional<JsonObject> data = Fields.optionalObject(parsed, "data");
        if (problems.isEmpty() && (data.isEmpty() || answer.status() / 100 != 2)) {
            throw notGraphQl();
        }
        return new Reply(
                data.orElse(JsonValue.EMPTY_JSON_OBJECT),
                problems,
                answer.headers(),
                ShopAnswers.date(answer.headers()));
    }

    /**
     * Apollo answers 400 with a readable body if a document does not match the schema; the caller handles this.
     */
    private void check(ShopHttp.Answer answer) {
        int status = answer.status();
        Optional<ShopException> failure = ShopAnswers.failure(status, answer.headers(), "", clock);
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (status == 401 || status == 403) {
            throw new ShopException(ShopError.UNAUTHORIZED, "something before the shop refused access: " + status);
        }
        if (status == 404 || status / 100 == 3) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "no Vendure API answers at " + uri + " (status " + status + "): check apiUrl");
        }
    }

    private ShopException notGraphQl() {
        return new ShopException(ShopError.BAD_ANSWER, "what answers at " + uri + " is not a GraphQL API");
    }

    private static Problem problem(JsonObject error) {
        String code = Fields.optionalObject(error, "extensions")
                .flatMap(extensions -> Fields.optionalText(extensions, "code"))
                .orElse("");
        return new Problem(code, Fields.optionalText(error, "message").orElse(""));
    }
}
