package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.it.isolation.SignedNotification;

/**
 * Whoever asks too often is refused, and nobody else: visitors by their address, behind a proxy too; members and keys
 * each by themselves.
 */
class VisitorLimitsIT {

    private static final int PER_MINUTE = 60;
    private static final int MEMBER_PER_SECOND = 5;

    private static GatherServer server;

    @BeforeAll
    static void behindAProxy() {
        server = GatherServer.onH2(Map.of(
                "gather.poll-interval",
                "PT1H",
                "gather.trusted-proxies",
                "127.0.0.1",
                "gather.rate-limit.exchange-per-minute",
                Integer.toString(PER_MINUTE),
                "gather.rate-limit.member-per-second",
                Integer.toString(MEMBER_PER_SECOND)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void behindAKnownProxyEachVisitorHasALimitOfItsOwn() {
        Api storefront = Store.created(server, Shared.aShop()).storefront();
        assertThat(exhaust(storefront, "203.0.113.1")).isEqualTo(429);
        assertThat(exchange(storefront, "203.0.113.2").status()).isEqualTo(409);
        // What a visitor writes before the proxy's own entry changes nothing.
        assertThat(exhaust(storefront, "9.9.9.9, 203.0.113.1")).isEqualTo(429);
        assertThat(exchange(storefront, "203.0.113.3").status()).isEqualTo(409);
    }

    @Test
    void byDefaultTheHeaderIsIgnored() {
        Api storefront = Store.created(Shared.h2(), Shared.aShop()).storefront();
        // More than a minute's worth: on a busy machine the limit is refilled meanwhile.
        int limited = IntStream.rangeClosed(1, 5_000)
                .map(visitor ->
                        exchange(storefront, "203.0.113." + visitor % 250).status())
                .filter(status -> status == 429)
                .findFirst()
                .orElse(0);
        assertThat(limited).isEqualTo(429);
    }

    @Test
    void aFloodOfForgedNotificationsRefusesNeitherTheOwnerNorVisitorsNorTheShop() {
        Store store = Shared.aStore(server);
        String body = "{\"type\":\"order.changed\",\"data\":{\"orderId\":\"1\"}}";
        // The shop's notifications come from the forger's address too, as behind a proxy that was not named.
        Map<String, String> from = Map.of("X-Forwarded-For", "198.51.100.1");
        Api anonymous = Api.of(server.address(), null);
        String hook = "/hooks/" + store.id();

        assertThat(untilLimited(() -> anonymous.send("POST", hook, body, from).status()))
                .isTrue();

        assertThat(store.owner().send("GET", "/api/v1/members", null, from).status())
                .isEqualTo(200);
        assertThat(store.storefront()
                        .send("GET", "/storefront/v1/programmes", null, from)
                        .status())
                .isEqualTo(200);
        Map<String, String> signed = new HashMap<>(
                SignedNotification.headers(store.shop().settings().get("webhookSecret"), body, Instant.now()));
        signed.putAll(from);
        assertThat(anonymous.send("POST", hook, body, signed).status()).isEqualTo(202);
    }

    @Test
    void aMembersFloodRefusesNeitherTheOwnerNorOtherMembersNorVisitors() {
        Store store = Shared.aStore(server);
        Buyer flooding = store.aBuyer("Flo");
        Buyer other = store.aBuyer("Mia");

        assertThat(untilLimited(() -> flooding.api()
                        .send("GET", "/storefront/v1/me", null, Map.of())
                        .status()))
                .isTrue();

        assertThat(other.api().send("GET", "/storefront/v1/me", null, Map.of()).status())
                .isEqualTo(200);
        assertThat(store.owner().send("GET", "/api/v1/members", null, Map.of()).status())
                .isEqualTo(200);
        assertThat(store.storefront()
                        .send("GET", "/storefront/v1/programmes", null, Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aVisitorWhoGuessesLinksIsRefusedAndOthersAreLedOn() {
        Store store = Shared.aStore(server);
        Leader leader = store.aLeader("Lea");
        String popular = leader.aLink().getString("code");
        String quiet = leader.aLink().getString("code");
        Map<String, String> guesser = Map.of("X-Forwarded-For", "198.51.100.77");
        Map<String, String> visitor = Map.of("X-Forwarded-For", "198.51.100.78");

        List<Integer> guesses = IntStream.range(0, 30)
                .mapToObj(i -> follow("nobody" + (1_000 + i), guesser))
                .toList();
        assertThat(guesses).containsOnly(404);
        assertThat(untilLimited(() -> follow("nobodyhas1", guesser))).isTrue();

        // A code that nobody followed lately could be a guess; one in use may be followed by others behind the same
        // address.
        assertThat(follow(quiet, guesser)).isEqualTo(429);
        assertThat(follow(popular, visitor)).isEqualTo(302);
        assertThat(follow(popular, guesser)).isEqualTo(302);
        assertThat(follow("nobodyhas1", visitor)).isEqualTo(404);
    }

    private static int follow(String code, Map<String, String> headers) {
        return Api.of(server.address(), null)
                .send("GET", "/l/" + code, null, headers)
                .status();
    }

    /** Whether it is refused at some time; tokens trickle in meanwhile. */
    private static boolean untilLimited(IntSupplier request) {
        return IntStream.range(0, 3_000).map(time -> request.getAsInt()).anyMatch(status -> status == 429);
    }

    /** Until it is refused; tokens trickle in meanwhile. */
    private static int exhaust(Api storefront, String forwarded) {
        return IntStream.rangeClosed(1, 4 * PER_MINUTE)
                .map(time -> exchange(storefront, forwarded).status())
                .filter(status -> status == 429)
                .findFirst()
                .orElse(0);
    }

    /** Refused after it was counted: no shop is connected. */
    private static Api.Answer exchange(Api storefront, String forwarded) {
        return storefront.send(
                "POST", "/storefront/v1/sessions", "{\"shopToken\":\"nobody\"}", Map.of("X-Forwarded-For", forwarded));
    }
}
