package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** The shop moves to another address: soon the links that are printed on posters lead there. */
class MovedStorefrontIT {

    /**
     * Gather needs about 5 seconds. The limit is generous: other processes may use the processors while the test runs.
     */
    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void itsLinksFollow(String database) {
        GatherServer server = database.equals("h2") ? Shared.h2() : Shared.postgres();
        Store store = Shared.aStore(server);
        Store neighbour = Shared.aStore(server);
        Leader leader = store.aLeader("Lea");
        JsonObject home = leader.aLink();
        JsonObject article = store.owner()
                .post(
                        "/api/v1/group-links",
                        Json.createObjectBuilder()
                                .add("leaderId", leader.id())
                                .add("variantId", store.shop().articles().get(0).variantId())
                                .build());
        JsonObject dead = leader.aLink();
        kill(store, dead);
        JsonObject others = neighbour.aLeader("Noa").aLink();
        String before = target(server, others);
        // Known to the server, so that no link is right only because it was never followed.
        assertThat(target(server, home)).doesNotContain("moved.example");
        String product = target(server, article);
        assertThat(product).contains("/products/");

        move(store);

        Await.until(
                "the links to follow",
                SOON,
                () -> target(server, home) + target(server, article),
                targets -> targets.startsWith("https://moved.example/tea?gather_click=")
                        && targets.contains("https://moved.example/tea/products/"));
        Await.until("the dead link to follow", SOON, () -> target(server, dead), "https://moved.example/tea"::equals);
        assertThat(pathOf(target(server, article)).substring("/tea".length()))
                .isEqualTo(pathOf(product).substring(pathOf(product).indexOf("/products/")));
        assertThat(base(target(server, others))).isEqualTo(base(before));
        assertThat(store.owner()
                        .get("/api/v1/group-links/" + article.getString("id"))
                        .getString("target"))
                .startsWith("https://moved.example/tea/products/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void itsCampaignsFollow(String database) {
        Store store = Shared.aStore(database.equals("h2") ? Shared.h2() : Shared.postgres());
        String path = "/api/v1/campaigns/"
                + store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15));
        String before = store.owner().get(path).getString("productUrl");
        assertThat(before).contains("/products/").doesNotContain("moved.example");

        move(store);

        String page = Await.until(
                "the campaign to follow",
                SOON,
                () -> store.owner().get(path).getString("productUrl"),
                url -> url.startsWith("https://moved.example/tea/products/"));
        assertThat(pathOf(page)).endsWith(before.substring(before.indexOf("/products/")));
        JsonObject link = store.aLeader("Lea")
                .api()
                .get("/storefront/v1/me/group-links")
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(link.getString("target")).isEqualTo(page);
    }

    private static void move(Store store) {
        Map<String, String> settings = new HashMap<>(store.shop().settings());
        settings.put("storefrontUrl", "https://moved.example/tea");
        store.owner().put("/api/v1/connection", store.connection(settings, store.currency()));
    }

    private static void kill(Store store, JsonObject link) {
        String path = "/api/v1/group-links/" + link.getString("id");
        String etag = store.owner().send("GET", path, null, Map.of()).headers().get("etag");
        Api.Answer killed = store.owner().send("PUT", path, "{\"live\":false}", Map.of("If-Match", etag));
        assertThat(killed.status()).as(killed.body()).isEqualTo(200);
    }

    private static String pathOf(String address) {
        return java.net.URI.create(address).getPath();
    }

    private static String base(String address) {
        return address.replaceAll("\\?.*", "");
    }

    private static String target(GatherServer server, JsonObject link) {
        return Api.of(server.address(), null)
                .send("GET", "/l/" + link.getString("code"), null, Map.of())
                .headers()
                .getOrDefault("location", "");
    }
}
