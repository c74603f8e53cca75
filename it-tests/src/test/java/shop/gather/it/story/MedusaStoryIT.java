package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.medusa.MedusaDriver;
import shop.gather.adapter.medusa.MedusaServer;
import shop.gather.adapter.medusa.RequiresMedusa;
import shop.gather.adapter.vendure.VendureDriver;
import shop.gather.adapter.vendure.VendureServer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * A real Medusa, with Gather's subscriber, and Gather on PostgreSQL: the main job beside other shops, and a purchase by
 * way of the storefront's few lines.
 */
@RequiresMedusa
class MedusaStoryIT {

    private static MedusaServer medusa;
    private static GatherServer gather;

    @BeforeAll
    static void start() {
        medusa = MedusaServer.start(MedusaServer.Options.withSubscriber());
        gather = GatherServer.onPostgres(Map.of("gather.poll-interval", "PT1H"));
    }

    @AfterAll
    static void stop() {
        if (gather != null) {
            gather.close();
        }
        if (medusa != null) {
            medusa.close();
        }
    }

    /** One deployment serves all three at the same time. */
    @Test
    void runsAgainstARealShopBesideOthers() throws Exception {
        try (VendureServer vendure = VendureServer.start(VendureServer.Options.withPlugin())) {
            List<ShopDriver> shops = List.of(new MedusaDriver(medusa), new VendureDriver(vendure), Shared.aShop());
            List<Store> stores = SeveralShopsIT.atOnce(shops, MedusaStoryIT::tell);
            assertThat(SeveralShopsIT.adapters(stores)).containsExactlyInAnyOrder("medusa", "vendure", "sample-shop");
        }
    }

    /** The other kinds of campaigns take minutes in a Medusa: only in the proof. */
    private static Store tell(ShopDriver shop) {
        return Boolean.getBoolean("gather.proof")
                ? SeveralShopsIT.tell(gather, shop)
                : new MainStory(gather, shop, Narrator.silent()).play();
    }

    @Test
    void aStorefrontJoinsATeamInAFewLines() {
        JsonObject seeded = medusa.seeded();
        JsonObject atShop = Json.createObjectBuilder()
                .add("shop", medusa.uri().toString())
                .add("medusaKey", seeded.getString("publishableKey"))
                .add("region", seeded.getString("region"))
                .add("shippingOption", seeded.getString("shippingOption"))
                .build();
        Path script = MedusaServer.hostFolder().resolve("test-shop/visit.mjs");
        new StorefrontVisit(gather, new MedusaDriver(medusa), script, atShop).joinsATeamAndBuys();
    }
}
