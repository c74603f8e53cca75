package shop.gather.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * What a key with one scope can make of itself: never a key, an identity or money that its scope does not reach. The
 * table is {@code plugin-impl/SCOPES.md}.
 */
class ScopesIT {

    private static final List<String> SCOPES = List.of("STORE", "COMMUNITY", "CAMPAIGNS", "MONEY", "SESSIONS");

    /** Both go on after a test: other tests share them. */
    static Stream<GatherServer> servers() {
        return Stream.of(Shared.h2(), Shared.postgres());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void aKeyNeverCreatesAKeyWithAScopeThatItLacks(GatherServer server) {
        Store store = Shared.aStore(server);
        for (String own : SCOPES) {
            Api key = own.equals("STORE") ? store.aKeyWith("STORE") : store.aKeyWith("STORE", own);
            for (String wanted : SCOPES) {
                Api.Answer answer = creates(key, wanted);
                boolean allowed = wanted.equals("STORE") || wanted.equals(own);
                assertThat(answer.status())
                        .as("STORE and " + own + " creates " + wanted + ": " + answer.body())
                        .isEqualTo(allowed ? 201 : 403);
                assertThat(answer.problem()).isEqualTo(allowed ? "" : "forbidden");
            }
        }
        assertThat(creates(store.owner(), "SESSIONS").status())
                .as("the owner's first key")
                .isEqualTo(403);
        assertThat(creates(store.aKeyWith("MONEY"), "MONEY").status())
                .as("keys are made with the scope STORE only")
                .isEqualTo(403);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void noKeyBecomesALeaderByAddingAnAlias(GatherServer server) {
        Store store = Shared.aStore(server);
        Leader leader = store.aLeader("Lena");
        ShopDriver.Customer attacker = store.shop().register("Mallory");
        String member = leader.member().memberId();

        for (String scope : SCOPES) {
            Api.Answer answer = adds(store.aKeyWith(scope), member, attacker.customerId(), null);
            assertThat(answer.status()).as(scope + ": " + answer.body()).isEqualTo(403);
        }
        Buyer other = store.aBuyer("Olga");
        assertThat(adds(
                                store.aBackEnd(),
                                member,
                                attacker.customerId(),
                                other.session().getString("token"))
                        .problem())
                .as("another member's session proves nothing")
                .isEqualTo("forbidden");

        assertThat(store.aBuyer(attacker).memberId()).isNotEqualTo(member);
        assertThat(store.owner().get("/api/v1/members/" + member).getJsonArray("customerIds"))
                .hasSize(1);
        assertThat(adds(
                                store.aBackEnd(),
                                member,
                                store.shop().register("Lena, at work").customerId(),
                                leader.member().session().getString("token"))
                        .status())
                .as("she has logged in herself")
                .isEqualTo(200);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void aJoinedCustomerDoesNotOverwriteTheProfile(GatherServer server) {
        Store store = Shared.aStore(server);
        Buyer ada = store.aBuyer("Ada");
        ShopDriver.Customer twin = store.shop().register("Not Ada at all");
        JsonObject before = profile(store, ada);
        assertThat(store.joins(twin.customerId(), ada).status()).isEqualTo(200);

        assertThat(store.aBuyer(twin).memberId()).isEqualTo(ada.memberId());
        assertThat(profile(store, ada)).isEqualTo(before);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void aSecondCustomerOfALeaderIsNotTakenFromHer(GatherServer server) {
        Store store = Shared.aStore(server);
        Leader leader = store.aLeader("Lena");
        Buyer thief = store.aBuyer("Mallory");
        assertThat(store.joins(leader.member().customer().customerId(), thief).problem())
                .isEqualTo("conflict");
    }

    /** Whoever names the shop names who its customers are: a server of one's own would vouch for anybody. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void onlyAKeyWithAllScopesOfAnOwnerConnectsTheStore(GatherServer server) {
        Store store = Shared.aStore(server);
        String body =
                store.connection(store.shop().settings(), store.currency()).toString();
        for (String lacking : List.of("STORE", "COMMUNITY", "CAMPAIGNS", "MONEY")) {
            Api key = store.aKeyWith(
                    SCOPES.stream().filter(scope -> !scope.equals(lacking)).toArray(String[]::new));
            assertThat(key.send("PUT", "/api/v1/connection", body, Map.of()).status())
                    .as("without " + lacking)
                    .isEqualTo(403);
        }
        assertThat(store.owner()
                        .send("PUT", "/api/v1/connection", body, Map.of())
                        .status())
                .isEqualTo(200);
    }

    /** Money and identity are out of reach of every scope that is not made for them. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void aScopeReachesOnlyItsOwnPaths(GatherServer server) {
        Store store = Shared.aStore(server);
        Leader leader = store.aLeader("Lena");
        String member = leader.member().memberId();
        Map<String, List<String>> paths = Map.of(
                "MONEY",
                List.of(
                        "POST /api/v1/leaders/" + leader.id() + "/adjustments",
                        "POST /api/v1/leaders/" + leader.id() + "/write-offs",
                        "POST /api/v1/payout-requests/" + UUID.randomUUID() + "/approval",
                        "POST /api/v1/payout-batches",
                        "POST /api/v1/commission-plans"),
                "COMMUNITY",
                List.of(
                        "POST /api/v1/leaders",
                        "POST /api/v1/leaders/" + leader.id() + "/suspension",
                        "POST /api/v1/leaders/" + leader.id() + "/coupons",
                        "POST /api/v1/group-links",
                        "POST /api/v1/members/" + member + "/erasure"),
                "SESSIONS",
                List.of("POST /api/v1/customer-sessions", "POST /api/v1/members/" + member + "/aliases"),
                "STORE",
                List.of("POST /api/v1/keys", "POST /api/v1/event-endpoints", "GET /api/v1/audit-entries"),
                "CAMPAIGNS",
                List.of("POST /api/v1/campaigns", "POST /api/v1/teams/" + UUID.randomUUID() + "/cancellation"));
        for (String scope : SCOPES) {
            Api key = store.aKeyWith(scope);
            paths.forEach((owner, calls) -> calls.stream()
                    .filter(call -> !owner.equals(scope))
                    .forEach(call -> {
                        String[] parts = call.split(" ");
                        Api.Answer answer = key.send(
                                parts[0],
                                parts[1],
                                parts[0].equals("GET") ? null : "{}",
                                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
                        assertThat(answer.problem()).as(scope + ": " + call).isEqualTo("forbidden");
                    }));
        }
    }

    private static JsonObject profile(Store store, Buyer buyer) {
        return store.owner().get("/api/v1/members/" + buyer.memberId()).getJsonObject("member");
    }

    private static Api.Answer creates(Api key, String scope) {
        String body = Json.createObjectBuilder()
                .add("name", "made by " + scope)
                .add("kind", "OWNER")
                .add("scopes", Json.createArrayBuilder().add(scope))
                .build()
                .toString();
        return key.send(
                "POST",
                "/api/v1/keys",
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private static Api.Answer adds(Api key, String member, String customer, String memberToken) {
        var body = Json.createObjectBuilder().add("customerId", customer);
        if (memberToken != null) {
            body.add("memberToken", memberToken);
        }
        return key.send(
                "POST", "/api/v1/members/" + member + "/aliases", body.build().toString(), Map.of());
    }
}
