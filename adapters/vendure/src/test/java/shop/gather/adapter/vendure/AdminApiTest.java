package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.fixture.CannedHttp;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** How answers of a Vendure server, and of what is not one, are taken. */
class AdminApiTest {

    private static final String LOGGED_IN = "{\"data\":{\"login\":{\"__typename\":\"CurrentUser\"}}}";
    private static final String FORBIDDEN =
            "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"FORBIDDEN\"}}],\"data\":null}";

    private final CannedHttp http = new CannedHttp();

    private AdminApi api() {
        ShopContext context = ContextOver.of(
                Map.of(
                        "apiUrl", "https://vendure.example/",
                        "username", "gather",
                        "password", "secret",
                        "channelToken", "de",
                        "storefrontUrl", "https://shop.example/{slug}"),
                network -> http);
        return new AdminApi(VendureSettings.read(context), context);
    }

    private void loggedIn(String token) {
        http.then(200, Map.of("vendure-auth-token", token), LOGGED_IN);
    }

    @Test
    void logsInOnceAndSendsTokenAndChannel() {
        loggedIn("t1");
        http.then(200, "{\"data\":{\"a\":1}}").then(200, "{\"data\":{\"a\":2}}");
        AdminApi api = api();

        api.call("{ a }", AdminApi.variables());
        assertThat(Fields.number(api.call("{ a }", AdminApi.variables()), "a")).isEqualTo(2);

        assertThat(http.requests()).hasSize(3);
        assertThat(http.requests().get(2).uri()).hasToString("https://vendure.example/admin-api");
        assertThat(http.requests().get(2).headers())
                .containsEntry("authorization", "Bearer t1")
                .containsEntry("vendure-token", "de");
    }

    @Test
    void logsInAgainWhenTheSessionEnded() {
        loggedIn("old");
        http.then(200, FORBIDDEN);
        loggedIn("new");
        http.then(200, "{\"data\":{\"a\":1}}");

        assertThat(Fields.number(api().call("{ a }", AdminApi.variables()), "a"))
                .isEqualTo(1);
        assertThat(http.requests().get(3).headers()).containsEntry("authorization", "Bearer new");
    }

    @Test
    void givesUpWhereARightIsMissing() {
        loggedIn("old");
        http.then(200, FORBIDDEN);
        loggedIn("new");
        http.then(200, FORBIDDEN);

        assertThatThrownBy(() -> api().call("{ a }", AdminApi.variables()))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.UNAUTHORIZED));
    }

    @Test
    void saysWhatToDoWhereThereIsNoBearerToken() {
        http.then(200, LOGGED_IN);

        assertThatThrownBy(() -> api().call("{ a }", AdminApi.variables()))
                .hasMessageContaining("tokenMethod")
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.MISCONFIGURED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "500; oops; SHOP_FAILED",
                "503; {}; SHOP_FAILED",
                "404; not here; MISCONFIGURED",
                "301; moved; MISCONFIGURED",
                "403; go away; UNAUTHORIZED",
                "200; <html>; BAD_ANSWER",
                "200; []; BAD_ANSWER",
                "200; {\"data\":{}}; BAD_ANSWER",
                "200; {\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}]}; SHOP_FAILED",
                "200; {\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"CHANNEL_NOT_FOUND\"}}]}; MISCONFIGURED",
                "400; {\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}]}; MISCONFIGURED"
            })
    void failuresAreToldApart(int status, String body, ShopError error) {
        loggedIn("t");
        http.then(status, body);

        assertThatThrownBy(() -> Fields.number(api().call("{ a }", AdminApi.variables()), "a"))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(error));
    }

    /** What is not there because somebody else answered would be refused for good. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; <html>",
                "405; <html>",
                "405; {\"message\":\"not allowed\"}",
                "405; {\"code\":405,\"data\":{}}",
                "409; {\"data\":{\"status\":409}}",
                "422; {\"errors\":[\"not allowed\"]}",
                "200; {\"data\":null}",
                "200; {\"errors\":[]}"
            })
    void onlyVendureSaysThatThereIsNothing(int status, String body) {
        loggedIn("t");
        http.then(status, body);

        assertThatThrownBy(() -> api().callExisting("{ a }", AdminApi.variables()))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.BAD_ANSWER));
    }

    @Test
    void comesBackWhenTheShopSays() {
        loggedIn("t");
        http.then(429, Map.of("retry-after", "7"), "slow down");

        assertThatThrownBy(() -> api().call("{ a }", AdminApi.variables()))
                .isInstanceOfSatisfying(ShopException.class, failure -> {
                    assertThat(failure.error()).isEqualTo(ShopError.RATE_LIMITED);
                    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
                });
    }

    @Test
    void goesByTheShopsClock() {
        loggedIn("t");
        http.then(200, Map.of("date", "Sun, 22 Nov 2026 01:39:49 GMT"), "{\"data\":{}}");

        assertThat(api().ask("{ a }", AdminApi.variables()).shopTime())
                .isEqualTo(Instant.parse("2026-11-22T01:39:49Z"));
    }

    @Test
    void whatTheSchemaLacksIsNotAnError() {
        loggedIn("t");
        http.then(400, "{\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}]}");

        assertThat(api().probe("{ gatherHost }", AdminApi.variables())).isEmpty();
    }
}
