package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Member and click tokens that have expired, were changed, or were meant for something else. */
class TokensIT {

    private static GatherServer server;
    private static Store store;
    private static Forger forger;

    @BeforeAll
    static void aStore() {
        server = Shared.postgres();
        store = Shared.aStore(server);
        forger = new Forger(server);
    }

    @Test
    void aMemberTokenOpensUntilItExpires() {
        String token = store.aBuyer("Vera").session().getString("token");
        Instant now = Instant.now();
        assertThat(me(forger.expiringAt(token, now.plus(Duration.ofMinutes(5)), "member-session"))
                        .status())
                .isEqualTo(200);
        refused(forger.expiringAt(token, now.minus(Duration.ofSeconds(2)), "member-session"));
    }

    @Test
    void aChangedMemberTokenOpensNothing() {
        Buyer vera = store.aBuyer("Vera");
        Buyer willy = store.aBuyer("Willy");
        String token = vera.session().getString("token");
        assertThat(me(token).status()).isEqualTo(200);
        refused(Forger.altered(token, "sub", willy.memberId()));
        refused(Forger.altered(token, "aud", UUID.randomUUID().toString()));
        refused(Forger.unsigned(token));
        refused(token.substring(0, token.lastIndexOf('.') + 1));
        refused(token + "x");
        refused(forger.expiringAt(token, Instant.now().plusSeconds(300), "click"));
        for (String garbage : List.of("", "x", "..", "a.b.c", "\"", "gather_owner_", "%00", "y".repeat(6_000))) {
            refused(garbage);
        }
    }

    @Test
    void keysDoNotOpenWhatTokensOpenAndTheOtherWayRound() {
        String token = store.aBuyer("Vera").session().getString("token");
        Api.Answer asOwner = store.owner().as(token).send("GET", "/api/v1/members", null, Map.of());
        assertThat(asOwner.problem()).isEqualTo("unauthenticated");
        Leader leader = store.aLeader("Lea");
        refused(leader.clicked(leader.aLink()));
    }

    @Test
    void aClickBindsUntilItExpires() {
        Leader leader = store.aLeader("Lea");
        String click = leader.clicked(leader.aLink());
        assertThat(bond(forger.expiringAt(click, Instant.now().plus(Duration.ofDays(1)), "click")))
                .isNotEqualTo(JsonValue.NULL);
        assertThat(bond(forger.expiringAt(click, Instant.now().minus(Duration.ofSeconds(2)), "click")))
                .isEqualTo(JsonValue.NULL);
    }

    @Test
    void aChangedClickBindsToNobody() {
        Leader leader = store.aLeader("Lea");
        String click = leader.clicked(leader.aLink());
        for (String wrong : List.of(
                Forger.altered(click, "jti", "other"),
                Forger.unsigned(click),
                forger.expiringAt(click, Instant.now().plusSeconds(300), "member-session"),
                click + "x",
                leader.member().session().getString("token"),
                "garbage",
                "z".repeat(5_000))) {
            assertThat(bond(wrong)).as(wrong).isEqualTo(JsonValue.NULL);
        }
    }

    private static JsonValue bond(String click) {
        JsonObject session = store.storefront()
                .post(
                        "/storefront/v1/sessions",
                        Json.createObjectBuilder()
                                .add("shopToken", store.shop().register("Xenia").token())
                                .add("click", click)
                                .build());
        return session.getOrDefault("bond", JsonValue.NULL);
    }

    private static Api.Answer me(String token) {
        return Api.of(server.address(), token).send("GET", "/storefront/v1/me", null, Map.of());
    }

    private static void refused(String token) {
        Api.Answer answer = me(token);
        assertThat(ClearProblem.wrongWith(answer)).as(token + ": " + answer).isEmpty();
        assertThat(answer.problem()).as(token).isEqualTo("unauthenticated");
    }
}
