package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** The provider suspends a store: soon nobody of it gets in, and its links only lead to the shop. */
class SuspensionIT {

    /**
     * Gather needs about 5 seconds. The limit is generous: other processes may use the processors while the test runs.
     */
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void shutsTheStoreAndResumingOpensItAgain() {
        GatherServer server = Shared.h2();
        Store store = Shared.aStore(server);
        Store neighbour = Shared.aStore(server);
        Leader leader = store.aLeader("Lea");
        JsonObject link = leader.aLink();
        Api provider = Api.of(server.address(), GatherServer.PROVIDER_KEY);
        String suspension = "/provider/v1/stores/" + store.id() + "/suspension";
        // Everything is known to the server, so that nothing is shut only because it was never seen.
        assertThat(statuses(store, leader)).containsOnly(200);
        leader.clicked(link);

        assertThat(provider.send("PUT", suspension, null, Map.of()).status()).isEqualTo(204);
        Await.until("the store to be shut", SOON, () -> problems(store, leader), problems -> problems.stream()
                .allMatch("store-suspended"::equals));
        Api.Answer led = Await.until(
                "the link to carry no attribution", SOON, () -> follow(server, link), answer -> !answer.headers()
                        .getOrDefault("location", "")
                        .contains("gather_click"));
        assertThat(led.status()).isEqualTo(302);
        assertThat(statuses(neighbour, null)).containsOnly(200);

        assertThat(provider.send("DELETE", suspension, null, Map.of()).status()).isEqualTo(204);
        Await.until("the store to be open", SOON, () -> statuses(store, leader), statuses -> statuses.stream()
                .allMatch(status -> status == 200));
        Await.until("the link to carry attribution", SOON, () -> follow(server, link), answer -> answer.headers()
                .getOrDefault("location", "")
                .contains("gather_click"));
    }

    private static Api.Answer follow(GatherServer server, JsonObject link) {
        return Api.of(server.address(), null).send("GET", "/l/" + link.getString("code"), null, Map.of());
    }

    private static List<Integer> statuses(Store store, Leader leader) {
        return answers(store, leader).stream().map(Api.Answer::status).toList();
    }

    private static List<String> problems(Store store, Leader leader) {
        return answers(store, leader).stream().map(Api.Answer::problem).toList();
    }

    private static List<Api.Answer> answers(Store store, Leader leader) {
        Api.Answer owner = store.owner().send("GET", "/api/v1/leaders", null, Map.of());
        Api.Answer storefront = store.storefront().send("GET", "/storefront/v1/programmes", null, Map.of());
        return leader == null
                ? List.of(owner, storefront)
                : List.of(owner, storefront, leader.api().send("GET", "/storefront/v1/me", null, Map.of()));
    }
}
