package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopServer;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;

/** The main job on both databases, against the sample shop. */
class MainStoryIT {

    private static final Map<String, String> SETTINGS = Map.of("gather.poll-interval", "PT1H");

    @Test
    void runsOnTheEmbeddedDatabaseBesideTheShop() {
        try (GatherServer server = GatherServer.besideSampleShop(SETTINGS)) {
            describesItselfOnly(server);
            new MainStory(server, shop(server.address().resolve("/sample-shop")), Narrator.silent()).play();
        }
    }

    @Test
    void runsOnPostgresWithTheShopElsewhere() {
        try (SampleShopServer shop = SampleShopServer.inMemory();
                GatherServer server = GatherServer.onPostgres(SETTINGS)) {
            new MainStory(server, shop(shop.address()), Narrator.silent()).play();
        }
    }

    /**
     * A neighbour in the same process has a description of its own: the page to try the API would call the wrong
     * application.
     */
    private static void describesItselfOnly(GatherServer server) {
        JsonObject description = Api.of(server.address(), null)
                .send("GET", "/openapi", null, Map.of("Accept", "application/json"))
                .json();
        assertThat(description.getJsonArray("servers").getJsonObject(0).getString("url"))
                .isEqualTo("/");
        assertThat(description.getJsonObject("paths").keySet())
                .allMatch(path -> Stream.of("/api/", "/storefront/", "/provider/", "/hooks/", "/l/", "/health")
                        .anyMatch(path::startsWith));
        Api.Answer neighbour = Api.of(server.address(), null).send("GET", "/sample-shop/openapi.yaml", null, Map.of());
        assertThat(neighbour.status()).isEqualTo(200);
        assertThat(neighbour.body()).contains("title: Sample shop", "/shops/{shop}");
    }

    private static SampleShopDriver shop(java.net.URI deployment) {
        return new SampleShopDriver(
                deployment, "story-" + UUID.randomUUID().toString().substring(0, 8), CurrencyUnit.EUR);
    }
}
