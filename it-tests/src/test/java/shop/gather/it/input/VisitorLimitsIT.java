package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Exchanges of a shop's token are limited for each visitor, behind a proxy too; who is not the proxy cannot pretend to be somebody else. */
class VisitorLimitsIT {

    private static final int PER_MINUTE = 60;

    @Test
    void behindAKnownProxyEachVisitorHasALimitOfItsOwn() {
        try (GatherServer server = GatherServer.onH2(Map.of(
                "gather.trusted-proxies",
                "127.0.0.1",
                "gather.rate-limit.exchange-per-minute",
                Integer.toString(PER_MINUTE)))) {
            Api storefront = Store.created(server, Shared.aShop()).storefront();
            assertThat(exhaust(storefront, "203.0.113.1")).isEqualTo(429);
            assertThat(exchange(storefront, "203.0.113.2").status()).isEqualTo(400);
            // What a visitor writes before the proxy's own entry changes nothing.
            assertThat(exhaust(storefront, "9.9.9.9, 203.0.113.1")).isEqualTo(429);
            assertThat(exchange(storefront, "203.0.113.3").status()).isEqualTo(400);
        }
    }

    @Test
    void byDefaultTheHeaderIsIgnored() {
        Api storefront = Store.created(Shared.h2(), Shared.aShop()).storefront();
        int limited = IntStream.rangeClosed(1, 1_200)
                .map(visitor ->
                        exchange(storefront, "203.0.113." + visitor % 250).status())
                .filter(status -> status == 429)
                .findFirst()
                .orElse(0);
        assertThat(limited).isEqualTo(429);
    }

    /** Until it is refused; tokens trickle in meanwhile. */
    private static int exhaust(Api storefront, String forwarded) {
        return IntStream.rangeClosed(1, 4 * PER_MINUTE)
                .map(time -> exchange(storefront, forwarded).status())
                .filter(status -> status == 429)
                .findFirst()
                .orElse(0);
    }

    /** Refused for its body, after it was counted. */
    private static Api.Answer exchange(Api storefront, String forwarded) {
        return storefront.send(
                "POST", "/storefront/v1/sessions", "{\"shopToken\":\"\"}", Map.of("X-Forwarded-For", forwarded));
    }
}
