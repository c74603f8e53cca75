package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.vendure.GraphQl.Reply;
import shop.gather.adapter.vendure.VendureSettings.Credentials;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Vendure's Admin API with the store's credentials. Thread-safe. */
final class AdminApi {

    private static final String TOKEN = "vendure-admin";
    private static final String TOKEN_HEADER = "vendure-auth-token";

    /** Vendure keeps a session for a year; a new login from time to time detects a changed password. */
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(6);

    private static final String LOGIN = """
            mutation($username: String!, $password: String!) {
              login(username: $username, password: $password) { __typename ... on ErrorResult { message } }
            }""";

    private final GraphQl graphQl;
    private final VendureSettings settings;
    private final ShopContext context;

    AdminApi(VendureSettings settings, ShopContext context) {
        this.graphQl = new GraphQl(context, settings.adminApi());
        this.settings = settings;
        this.context = context;
    }

    /** The data of an answer and the shop's clock at that time; Gather's if the shop does not report it. */
    record Answer(JsonObject data, Instant shopTime) {}

    static JsonObjectBuilder variables() {
        return JsonText.object();
    }

    JsonObject call(String document, JsonObjectBuilder variables) {
        return ask(document, variables).data();
    }

    /** Calls the API; the only accepted error is that the named object does not exist. */
    Optional<JsonObject> callExisting(String document, JsonObjectBuilder variables) {
        Reply reply = authorized(document, variables.build());
        if (reply.has("ENTITY_NOT_FOUND")) {
            return Optional.empty();
        }
        return Optional.of(checked(reply).data());
    }

    Answer ask(String document, JsonObjectBuilder variables) {
        return checked(authorized(document, variables.build()));
    }

    /** Requests a field that only some shops' schemas have; empty if this shop's schema lacks it. */
    Optional<JsonObject> probe(String document, JsonObjectBuilder variables) {
        Reply reply = authorized(document, variables.build());
        if (reply.has("GRAPHQL_VALIDATION_FAILED")) {
            return Optional.empty();
        }
        return Optional.of(checked(reply).data());
    }

    private Answer checked(Reply reply) {
        if (!reply.problems().isEmpty()) {
            GraphQl.Problem problem = reply.problems().get(0);
            throw new ShopException(errorOf(problem.code()), "the shop answered: " + problem.message());
        }
        return new Answer(
                reply.data(), reply.shopTime().orElseGet(() -> context.clock().instant()));
    }

    private Reply authorized(String document, JsonObject variables) {
        Reply first = graphQl.send(document, variables, headers());
        if (!isRefused(first) || settings.credentials() instanceof Credentials.ApiKey) {
            return first;
        }
        // The session may have ended; a missing permission is refused again after a new login. Nothing was processed.
        context.dropToken(TOKEN);
        return graphQl.send(document, variables, headers());
    }

    private static boolean isRefused(Reply reply) {
        return reply.has("FORBIDDEN") || reply.has("UNAUTHORIZED");
    }

    private static ShopError errorOf(String code) {
        return switch (code) {
            case "FORBIDDEN", "UNAUTHORIZED" -> ShopError.UNAUTHORIZED;
            case "INTERNAL_SERVER_ERROR" -> ShopError.SHOP_FAILED;
            case "" -> ShopError.BAD_ANSWER;
            // Vendure has authenticated the caller but refuses: a different version, or unsuitable settings.
            default -> ShopError.MISCONFIGURED;
        };
    }

    private Map<String, String> headers() {
        Map<String, String> headers = channelHeaders(settings);
        if (settings.credentials() instanceof Credentials.Login login) {
            String token = context.cachedToken(TOKEN, TOKEN_LIFETIME, () -> logIn(login));
            headers.put("authorization", "Bearer " + token);
        } else if (settings.credentials() instanceof Credentials.ApiKey apiKey) {
            headers.put("vendure-api-key", apiKey.key());
        }
        return headers;
    }

    static Map<String, String> channelHeaders(VendureSettings settings) {
        Map<String, String> headers = new HashMap<>();
        settings.channelToken().ifPresent(token -> headers.put("vendure-token", token));
        return headers;
    }

    private String logIn(Credentials.Login login) {
        Reply reply = graphQl.send(
                LOGIN,
                variables()
                        .add("username", login.username())
                        .add("password", login.password())
                        .build(),
                channelHeaders(settings));
        JsonObject result = Fields.object(checked(reply).data(), "login");
        String token = reply.headers().get(TOKEN_HEADER);
        if (!Fields.text(result, "__typename").equals("CurrentUser")) {
            throw new ShopException(ShopError.UNAUTHORIZED, "the shop refuses the user name or password");
        }
        if (token == null) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "the shop gives no bearer token at login: add 'bearer' to authOptions.tokenMethod in its configuration");
        }
        return token;
    }
}
