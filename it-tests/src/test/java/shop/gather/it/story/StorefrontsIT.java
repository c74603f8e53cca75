package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.adapter.http.ReferenceDriver;
import shop.gather.adapter.http.ReferenceShop;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.adapter.vendure.VendureDriver;
import shop.gather.adapter.vendure.VendureServer;
import shop.gather.it.fixture.GatherServer;

/** The few lines that a storefront needs join a team in real shops. For Medusa see {@link MedusaStoryIT}. */
@Tag("long")
@RequiresNode
class StorefrontsIT {

    private static GatherServer gather;

    @BeforeAll
    static void start() {
        // Without its plugin Vendure tells nobody what was ordered.
        gather = GatherServer.onH2(Map.of("gather.poll-interval", "PT1S"));
    }

    @AfterAll
    static void stop() {
        gather.close();
    }

    @Test
    void aShopOfOnesOwn() {
        try (ReferenceShop shop = ReferenceShop.start(ReferenceShop.Terms.full())) {
            JsonObject place = new StorefrontVisit(
                            gather,
                            new ReferenceDriver(shop),
                            ReferenceShop.folder().resolve("visit.mjs"),
                            at(shop.uri()))
                    .joinsATeamAndBuys();
            assertThat(place.getString("redemption")).isEqualTo("COUPON_CODE");
        }
    }

    @ParameterizedTest(name = "plugin: {0}")
    @CsvSource({"true, PRICE_TOKEN", "false, COUPON_CODE"})
    void vendure(boolean plugin, String redemption) {
        VendureServer.Options options = plugin
                ? VendureServer.Options.withPlugin()
                : VendureServer.Options.plain().withOrderFields();
        try (VendureServer shop = VendureServer.start(options)) {
            JsonObject place = new StorefrontVisit(
                            gather,
                            new VendureDriver(shop),
                            VendureServer.hostFolder().resolve("test-shop/visit.mjs"),
                            at(shop.uri()))
                    .joinsATeamAndBuys();
            assertThat(place.getString("redemption")).isEqualTo(redemption);
        }
    }

    private static JsonObject at(URI shop) {
        return Json.createObjectBuilder().add("shop", shop.toString()).build();
    }
}
