package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Shared;

/** A shop's pages are of another origin than Gather: a browser lets them call the storefront API, and nothing else. */
class BrowsersIT {

    private static final Map<String, String> PAGE = Map.of("Origin", "https://shop.example");

    private final Api browser = Api.of(Shared.h2().address(), null);

    @Test
    void aBrowserMayCallTheStorefrontWithATokenAndAKey() {
        Api.Answer permission = asks("/storefront/v1/teams/any/participations");
        assertThat(permission.status()).isEqualTo(204);
        assertThat(permission.headers())
                .containsEntry("access-control-allow-origin", "*")
                .doesNotContainKey("access-control-allow-credentials");
        assertThat(permission.headers().get("access-control-allow-methods")).contains("POST");
        assertThat(permission.headers().get("access-control-allow-headers"))
                .contains("Authorization", "Content-Type", "Idempotency-Key");
    }

    @Test
    void thePageReadsAnswersAndRefusals() {
        Api.Answer me = Shared.aStore(Shared.h2()).aBuyer("Mia").api().send("GET", "/storefront/v1/me", null, PAGE);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.headers()).containsEntry("access-control-allow-origin", "*");
        Api.Answer refused = browser.send("GET", "/storefront/v1/me", null, PAGE);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).containsEntry("access-control-allow-origin", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/connection", "/provider/v1/stores", "/hooks/any"})
    void everythingElseIsForNoPage(String path) {
        assertThat(asks(path).headers()).doesNotContainKey("access-control-allow-origin");
    }

    private Api.Answer asks(String path) {
        Map<String, String> headers = new HashMap<>(PAGE);
        headers.put("Access-Control-Request-Method", "POST");
        headers.put("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        return browser.send("OPTIONS", path, null, headers);
    }
}
