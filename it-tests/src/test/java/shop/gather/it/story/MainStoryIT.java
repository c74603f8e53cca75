package shop.gather.it.story;

import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopServer;
import shop.gather.it.fixture.GatherServer;

/** The main job on both databases, against the sample shop. */
class MainStoryIT {

    private static final Map<String, String> SETTINGS = Map.of("gather.poll-interval", "PT1H");

    @Test
    void runsOnTheEmbeddedDatabaseBesideTheShop() {
        try (GatherServer server = GatherServer.besideSampleShop(SETTINGS)) {
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

    private static SampleShopDriver shop(java.net.URI deployment) {
        return new SampleShopDriver(
                deployment, "story-" + UUID.randomUUID().toString().substring(0, 8), CurrencyUnit.EUR);
    }
}
