package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * Who can open a session for any member can act as any member: only a key that was made for it does, and the audit log
 * tells for whom.
 */
class VouchedSessionsIT {

    /** Both go on after a test: other tests share them. */
    static Stream<GatherServer> servers() {
        return Stream.of(Shared.h2(), Shared.postgres());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void noOwnersKeyOpensSessionsUnlessItWasMadeForIt(GatherServer server) {
        Store store = Shared.aStore(server);
        String customer = store.shop().register("Ada").customerId();
        Api replaced = store.owner()
                .as(Api.of(server.address(), GatherServer.PROVIDER_KEY)
                        .post("/provider/v1/stores/" + store.id() + "/owner-keys", null)
                        .getString("ownerKey"));
        for (Api owner : List.of(store.owner(), replaced)) {
            assertThat(open(owner, customer).status()).isEqualTo(403);
            assertThat(owner.send("GET", "/api/v1/connection", null, Map.of()).status())
                    .isEqualTo(200);
        }
        assertThat(open(store.aBackEnd(), customer).status()).isEqualTo(201);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void theAuditLogTellsForWhomAndIsNotBuried(GatherServer server) {
        Store store = Shared.aStore(server);
        Api backEnd = store.aBackEnd();
        Api another = store.aBackEnd();
        Buyer ada = store.aBuyer("Ada", backEnd, null);
        Buyer ben = store.aBuyer("Ben", backEnd, null);
        for (int i = 0; i < 3; i++) {
            assertThat(open(backEnd, ada.customer().customerId()).status()).isEqualTo(201);
        }
        assertThat(open(another, ada.customer().customerId()).status()).isEqualTo(201);

        assertThat(entries(store, "session.opened"))
                .extracting(entry -> entry.getString("subject"))
                .containsExactly(ada.memberId(), ben.memberId(), ada.memberId());
        List<String> actors = entries(store, "session.opened").stream()
                .map(entry -> entry.getString("actor"))
                .toList();
        assertThat(actors).allMatch(actor -> actor.startsWith("owner:"));
        assertThat(actors.get(0)).isNotEqualTo(actors.get(1));
        assertThat(actors.get(1)).isEqualTo(actors.get(2));
        assertThat(entries(store, "key.created")).hasSize(2).allSatisfy(entry -> assertThat(entry.getString("actor"))
                .startsWith("provider:"));
    }

    private static Api.Answer open(Api caller, String customer) {
        String body =
                Json.createObjectBuilder().add("customerId", customer).build().toString();
        return caller.send("POST", "/api/v1/customer-sessions", body, Map.of());
    }

    private static List<JsonObject> entries(Store store, String action) {
        return store.owner()
                .get("/api/v1/audit-entries?action=" + action)
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }
}
