package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.medusa.MedusaDriver;
import shop.gather.adapter.medusa.MedusaServer;
import shop.gather.adapter.medusa.MedusaStorefront;
import shop.gather.adapter.medusa.RequiresMedusa;
import shop.gather.adapter.vendure.VendureDriver;
import shop.gather.adapter.vendure.VendureServer;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/** A real Medusa, with Gather's subscriber, and Gather on PostgreSQL: the main job beside other shops, and a purchase by way of the storefront's few lines. */
@RequiresMedusa
class MedusaStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
            List<Store> stores = SeveralShopsIT.tellAtOnce(shops.stream()
                    .map(shop -> new MainStory(gather, shop, Narrator.silent(), MainStory.LONGER_TEAM))
                    .toList());
            assertThat(SeveralShopsIT.adapters(stores)).containsExactlyInAnyOrder("medusa", "vendure", "sample-shop");
        }
    }

    @Test
    void aStorefrontJoinsATeamInAFewLines() {
        MedusaDriver shop = new MedusaDriver(medusa);
        Store store = Store.connected(gather, shop);
        store.aCommissionPlan("8", "2", Duration.ofDays(1));
        ShopDriver.Article article = shop.articles().get(0);
        Money price = article.price().dividedBy(3, RoundingMode.HALF_UP);
        Leader leader = store.aLeader("Ina");
        String landing = Api.of(gather.address(), null)
                .send("GET", "/l/" + leader.aLink().getString("code"), null, Map.of())
                .headers()
                .get("location");
        Buyer opener = store.aBuyer("Uma");
        String team = opener.opens(store.aCampaign(price, 2, Duration.ofHours(1), Duration.ofMinutes(15)))
                .getString("team");

        JsonObject seen = new MedusaStorefront(medusa, gather.address(), store.publishableKey())
                .buysInATeam(shop.register("Vic"), landing, team, article.variantId());

        assertThat(seen.getJsonObject("before").getInt("placesLeft")).isEqualTo(1);
        assertThat(seen.getJsonObject("session").getJsonObject("bond").getString("leaderId"))
                .isEqualTo(leader.id());
        JsonObject order = seen.getJsonObject("order");
        assertThat(order.getJsonNumber("item_total").bigDecimalValue())
                .as("the group price")
                .isEqualByComparingTo(price.getAmount());
        String place = seen.getJsonObject("place").getString("id");
        assertThat(order.getJsonObject("metadata").getString("gather_participation"))
                .isEqualTo(place);
        Await.until(
                "the place to be paid",
                PATIENCE,
                () -> store.team(team).getJsonArray("places"),
                places -> places.getValuesAs(JsonObject.class).stream()
                        .anyMatch(taken -> taken.getString("id").equals(place)
                                && taken.getString("state").equals("PAID")
                                && taken.getString("orderId", "").equals(order.getString("id"))));
        Await.until(
                "credit for the leader",
                PATIENCE,
                () -> store.owner()
                        .get("/api/v1/attributions?order=" + order.getString("id"))
                        .getJsonArray("items"),
                items -> items.getValuesAs(JsonObject.class).stream()
                        .anyMatch(why -> why.getString("leaderId", "").equals(leader.id())));
    }
}
