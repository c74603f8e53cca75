package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Article;

/** What an owner sees before publishing a campaign on the shop's tea of 12.99 at 10.00. */
class ReviewAndDryRunIT {

    private static final Money PRICE = Money.parse("EUR 10.00");

    private static String draft(Store store) {
        JsonObject plan = store.campaign(PRICE, 3, Duration.ofHours(24), Duration.ofMinutes(15));
        return store.owner().post("/api/v1/campaigns", plan).getString("id");
    }

    private static JsonObject review(Store store, String campaign, String query) {
        return store.owner().get("/api/v1/campaigns/" + campaign + "/review" + query);
    }

    private static List<String> codes(JsonObject review, String severity) {
        return review.getJsonArray("findings").getValuesAs(JsonObject.class).stream()
                .filter(finding -> finding.getString("severity").equals(severity))
                .map(finding -> finding.getString("code"))
                .toList();
    }

    private static Api.Answer publish(Store store, String campaign, String query) {
        return store.owner().send("POST", "/api/v1/campaigns/" + campaign + "/publication" + query, null, Map.of());
    }

    private static JsonObject dryRun(Store store, String campaign) {
        return store.owner()
                .post(
                        "/api/v1/campaigns/" + campaign + "/dry-run",
                        Json.createObjectBuilder()
                                .add("buyersPerDay", 100)
                                .add("payRate", 9_000)
                                .add("seed", 7)
                                .build());
    }

    private static Money money(JsonObject figures, String name) {
        return Store.money(figures.getJsonObject(name));
    }

    @ParameterizedTest
    @EnumSource
    void theShopsPriceOfNowBlocksPublishing(OnDatabase database) {
        SampleShopDriver shop = Shared.aShop();
        Store store = Store.connected(database.server(), shop);
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        String campaign = draft(store);
        Article tea = shop.articles().get(0);

        JsonObject good = review(store, campaign, "?floorPrice=10.00");
        assertThat(good.getBoolean("publishable")).as(good.toString()).isTrue();
        assertThat(codes(good, "WARNS")).containsExactly("MAY_SHIP_EARLY");
        assertThat(good.getInt("stock")).isEqualTo(100_000);
        JsonObject worst = good.getJsonObject("worstCase");
        // 2.99 of discount, 0.80 and 0.20 of commission, of 12.99.
        assertThat(money(worst, "cost")).isEqualTo(Money.parse("EUR 3.99"));
        assertThat(worst.getString("percentOfListPrice")).isEqualTo("30.72");

        assertThat(codes(review(store, campaign, "?floorPrice=10.01"), "BLOCKS"))
                .containsExactly("PRICE_BELOW_FLOOR");
        assertThat(publish(store, campaign, "?floorPrice=10.01").json().getString("detail"))
                .startsWith("PRICE_BELOW_FLOOR: ");

        shop.put(tea.variantId(), tea.title(), 999, 2);
        JsonObject bad = review(store, campaign, "");
        assertThat(codes(bad, "BLOCKS")).containsExactly("PRICE_NOT_BELOW_SHOP");
        assertThat(codes(bad, "WARNS")).containsExactly("LIST_PRICE_CHANGED", "STOCK_BELOW_TEAM", "MAY_SHIP_EARLY");
        Api.Answer refused = publish(store, campaign, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("detail")).startsWith("PRICE_NOT_BELOW_SHOP: ");

        shop.put(tea.variantId(), tea.title(), tea.price().getAmountMinorLong(), 100);
        store.publish(campaign);
        assertThat(codes(review(store, draft(store), ""), "WARNS")).contains("ARTICLE_IN_ANOTHER_CAMPAIGN");
        assertThat(store.owner()
                        .send("GET", "/api/v1/campaigns/" + campaign + "/review", null, Map.of())
                        .problem())
                .as("it is no draft any more")
                .isEqualTo("conflict");
    }

    @ParameterizedTest
    @EnumSource
    void eachStoreSeesItsOwnShopAndPlan(OnDatabase database) {
        Store able = Store.connected(database.server(), Shared.aShop());
        able.aCommissionPlan("8", "2", Duration.ofDays(14));
        Store bare = Store.connected(
                database.server(),
                Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers", "refunds")));
        String ofAble = draft(able);
        String ofBare = draft(bare);

        assertThat(codes(review(bare, ofBare, ""), "WARNS"))
                .containsExactly("PRICE_BY_REBATE", "MAY_SHIP_EARLY", "REFUNDS_BY_HAND");
        assertThat(bare.owner()
                        .send("GET", "/api/v1/campaigns/" + ofAble + "/review", null, Map.of())
                        .status())
                .isEqualTo(404);

        JsonObject withOffers = dryRun(able, ofAble);
        assertThat(dryRun(able, ofAble)).as("the same again").isEqualTo(withOffers);
        // A campaign of three days and a minute.
        assertThat(withOffers.getInt("buyers")).isEqualTo(300);
        JsonObject total = withOffers.getJsonObject("total");
        int paid = total.getInt("placesPaid");
        assertThat(paid).isBetween(200, 300);
        assertThat(total.getInt("teamsSucceeded")).isEqualTo(paid / 3);
        assertThat(money(total, "turnover")).isEqualTo(PRICE.multipliedBy(paid));
        assertThat(money(total, "discount")).isEqualTo(Money.parse("EUR 2.99").multipliedBy(paid));
        assertThat(money(total, "rebates")).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(money(total, "level1")).isEqualTo(Money.parse("EUR 0.80").multipliedBy(paid));
        assertThat(money(total, "level2")).isEqualTo(Money.parse("EUR 0.20").multipliedBy(paid));
        assertThat(money(total, "remaining")).isEqualTo(Money.parse("EUR 9.00").multipliedBy(paid));
        assertThat(withOffers.getJsonArray("days").size()).isBetween(3, 5);

        JsonObject byRebate = dryRun(bare, ofBare).getJsonObject("total");
        int paidThere = byRebate.getInt("placesPaid");
        assertThat(money(byRebate, "rebates")).isEqualTo(Money.parse("EUR 2.99").multipliedBy(paidThere));
        assertThat(money(byRebate, "remaining")).as("no plan, no commission").isEqualTo(PRICE.multipliedBy(paidThere));
    }

    @ParameterizedTest
    @EnumSource
    void aForecastIsChecked(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        String path = "/api/v1/campaigns/" + draft(store) + "/dry-run";
        for (String body : List.of(
                "{\"payRate\":9000}",
                "{\"buyers\":10}",
                "{\"buyers\":10,\"buyersPerDay\":10,\"payRate\":9000}",
                "{\"buyers\":100001,\"payRate\":9000}",
                "{\"buyersPerDay\":100000,\"payRate\":9000}",
                "{\"buyers\":10,\"payRate\":10001}",
                "{\"pastDays\":0}",
                "{\"pastDays\":367}",
                "{\"pastDays\":30,\"payRate\":9000}",
                "{\"pastDays\":30,\"buyers\":10}",
                "{\"pastDays\":30,\"unitCost\":{\"amount\":\"-4.00\",\"currency\":\"EUR\"}}",
                "{\"pastDays\":30,\"unitCost\":{\"amount\":\"4.00\",\"currency\":\"USD\"}}")) {
            assertThat(store.owner().send("POST", path, body, Map.of()).problem())
                    .as(body)
                    .isEqualTo("invalid-value");
        }
        assertThat(store.owner()
                        .send("GET", path.replace("dry-run", "review?floorPrice=ten"), null, Map.of())
                        .problem())
                .isEqualTo("invalid-value");
    }
}
