package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

class MedusaApiTest {

    private static final String NOT_FOUND = "{\"type\":\"not_found\",\"message\":\"Order id not found\"}";

    private final CannedHttp http = new CannedHttp();

    @Test
    void keysTravelAsMedusaWantsThem() {
        http.then(200, "{}").then(200, "{}");
        MedusaApi api = http.api();
        api.get("/stores", Query.of("limit", "1"));
        api.findInStore("/products", Query.of("q", "a b&c"));
        assertThat(http.requests().get(0).uri()).hasToString("https://api.example.test/admin/stores?limit=1");
        assertThat(http.requests().get(0).headers()).containsEntry("authorization", "Basic c2tfMTo=");
        assertThat(http.requests().get(1).uri()).hasToString("https://api.example.test/store/products?q=a%20b%26c");
        assertThat(http.requests().get(1).headers())
                .containsEntry("x-publishable-api-key", "pk_1")
                .doesNotContainKey("authorization");
    }

    @Test
    void missingIsEmptyOnlyIfMedusaSaysSo() {
        http.then(404, NOT_FOUND).then(404, "<html>Not found</html>");
        MedusaApi api = http.api();
        assertThat(api.find("/orders/1", Query.fields("id"))).isEmpty();
        assertThat(failure(() -> api.find("/orders/1", Query.fields("id"))).error())
                .isEqualTo(ShopError.MISCONFIGURED);
    }

    @Test
    void refusedKeysAreNamed() {
        http.then(401, "{\"message\":\"Unauthorized\"}")
                .then(400, "{\"type\":\"not_allowed\",\"message\":\"A valid publishable key is required to proceed\"}");
        MedusaApi api = http.api();
        ShopException secret = failure(() -> api.get("/stores", Query.fields("id")));
        ShopException publishable = failure(() -> api.findInStore("/regions", Query.fields("id")));
        assertThat(secret.error()).isEqualTo(ShopError.UNAUTHORIZED);
        assertThat(secret).hasMessageContaining("secretKey");
        assertThat(publishable.error()).isEqualTo(ShopError.UNAUTHORIZED);
        assertThat(publishable).hasMessageContaining("publishableKey");
    }

    @Test
    void failuresAreToldApart() {
        http.then(429, Map.of("retry-after", "7"), "slow down")
                .then(503, "busy")
                .then(200, "<html>Hello</html>")
                .then(400, "{\"type\":\"invalid_data\",\"message\":\"Invalid limit\"}");
        MedusaApi api = http.api();
        ShopException limited = failure(() -> api.get("/stores", Query.fields("id")));
        assertThat(limited.error()).isEqualTo(ShopError.RATE_LIMITED);
        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure(() -> api.get("/stores", Query.fields("id"))).error())
                .isEqualTo(ShopError.SHOP_FAILED);
        assertThat(failure(() -> api.get("/stores", Query.fields("id"))).error())
                .isEqualTo(ShopError.BAD_ANSWER);
        assertThat(failure(() -> api.get("/stores", Query.fields("id"))))
                .hasMessageContaining("Invalid limit")
                .extracting(ShopException::error)
                .isEqualTo(ShopError.BAD_ANSWER);
    }

    @Test
    void timeIsTheShopsOwnWhereItTells() {
        http.then(200, Map.of("date", "Sun, 22 Nov 2026 09:58:07 GMT"), "{}").then(200, "{}");
        MedusaApi api = http.api();
        assertThat(api.ask("/orders", Query.fields("id")).shopTime()).isEqualTo(Instant.parse("2026-11-22T09:58:07Z"));
        assertThat(api.ask("/orders", Query.fields("id")).shopTime()).isEqualTo(CannedHttp.NOW);
    }

    /** Whatever somebody calls an order, the request stays where it belongs. */
    @Test
    void idsStayOneSegment() {
        assertThat(Query.encoded("../?&#")).isEqualTo("..%2F%3F%26%23");
        assertThat(Query.encoded("..")).isEqualTo("-");
        assertThat(Query.encoded("")).isEqualTo("-");
    }

    private static ShopException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ShopException.class, call);
    }
}
