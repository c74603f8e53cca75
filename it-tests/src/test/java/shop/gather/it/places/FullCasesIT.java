package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * A group order of tea in cases of six and mugs in cases of four, of which the owner buys one himself. Shortly before
 * the cut-off only open cases are filled. Who fills no case gets the money back from the shop, to the cent.
 */
class FullCasesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money TEA = Money.parse("EUR 10.00");
    private static final Money LESS = Money.parse("EUR 2.00");

    /** The phase begins so long after the campaign was saved. */
    private static final Duration BEFORE_THE_PHASE = Duration.ofSeconds(45);

    private static final Duration RUNS = Duration.ofHours(2);

    private SampleShopDriver shop;
    private Store store;
    private List<Article> articles;
    private String campaign;

    private void aCampaignOn(OnDatabase database) {
        shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
        store = Store.connected(database.server(), shop);
        articles = shop.articles();
        store.owner().post(PickupShop.POINTS, PickupShop.aPoint("Corner shop"));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Duration topUp = RUNS.minus(BEFORE_THE_PHASE);
        JsonObject simple = store.campaign(TEA, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject plan = Json.createObjectBuilder(simple)
                .remove("teamSize")
                .remove("teamDuration")
                .add("endsAt", now.plus(RUNS).toString())
                .add("teamPolicy", policy("group-order").add("minimumUnits", 6).add("places", 100))
                .add("quantityPolicy", policy("basket").add("units", 5))
                .add("casePolicy", cases(6, 0, topUp))
                .add(
                        "furtherArticles",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("variantId", articles.get(1).variantId())
                                        .add("groupPrice", Store.amount(mug()))
                                        .add("casePolicy", cases(4, 1, topUp))))
                .add("fulfilmentPolicy", policy("pickup").add("readyAfter", "PT0S"))
                .add("paymentMode", "AT_ONCE")
                .build();
        campaign = store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private static JsonObjectBuilder policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind);
    }

    private static JsonObjectBuilder cases(int units, int tolerance, Duration topUp) {
        return policy("full-cases")
                .add("units", units)
                .add("tolerance", tolerance)
                .add("topUp", topUp.toString());
    }

    private Money mug() {
        return articles.get(1).price().minus(LESS);
    }

    private Api.Answer asks(Buyer buyer, int article, int units) {
        return buyer.api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        Json.createObjectBuilder()
                                .add("variantId", articles.get(article).variantId())
                                .add("quantity", units)
                                .build()
                                .toString(),
                        Map.of("Idempotency-Key", "take-" + article + "-" + units));
    }

    private JsonObject takes(Buyer buyer, int article, int units) {
        Api.Answer answer = asks(buyer, article, units);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private JsonObject cases(int article) {
        return store.storefront()
                .get("/storefront/v1/campaigns/" + campaign + "/cases")
                .getJsonArray("items")
                .getJsonObject(article);
    }

    @ParameterizedTest
    @EnumSource
    void whoFillsNoCaseGetsTheMoneyBackAndTheOwnerBuysFullCases(OnDatabase database) {
        aCampaignOn(database);
        assertThat(cases(0).getBoolean("toppingUp")).isFalse();
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        Buyer lee = store.aBuyer("Lee");
        JsonObject miasTea = takes(mia, 0, 4);
        JsonObject miasMugs = takes(mia, 1, 3);
        JsonObject noahsTea = takes(noah, 0, 4);
        String team = miasTea.getString("team");
        PlacedOrder tea = paid(mia, miasTea);
        PlacedOrder mugs = paid(mia, miasMugs);
        PlacedOrder noahs = paid(noah, noahsTea);
        // The answer may be a second old.
        JsonObject open = Await.until(
                "the units that are paid to be shown", PATIENCE, () -> cases(0), seen -> seen.getInt("unitsPaid") == 8);
        assertThat(open.getInt("caseUnits")).isEqualTo(6);
        assertThat(open.getInt("fullCases")).isEqualTo(1);
        assertThat(open.getInt("openUnits")).isEqualTo(2);
        assertThat(open.getInt("missingUnits")).isEqualTo(4);

        Await.until(
                "only open cases to be filled", PATIENCE, () -> cases(0).getBoolean("toppingUp"), Boolean.TRUE::equals);
        Api.Answer tooMany = asks(lee, 0, 5);
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.problem()).isEqualTo("case-full");
        assertThat(tooMany.json().getString("detail")).contains("Take 4 at most");
        JsonObject leesTea = takes(lee, 0, 2);
        PlacedOrder lees = paid(lee, leesTea);

        store.owner().send("POST", "/api/v1/teams/" + team + "/acceptance", null, Map.of());
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        noah.awaitPlace(noahsTea.getString("id"), "RETURNED", PATIENCE);
        for (var confirmed : Map.of(miasTea, mia, miasMugs, mia, leesTea, lee).entrySet()) {
            confirmed.getValue().awaitPlace(confirmed.getKey().getString("id"), "CONFIRMED", PATIENCE);
        }
        TeamOfPlaces.of(store, team).mustAddUp();
        assertThat(noahs.total()).as("with shipping").isGreaterThanOrEqualTo(TEA.multipliedBy(4));
        assertThat(shop.record(noahs.orderId()).refunded()).isEqualTo(noahs.total());
        for (PlacedOrder kept : List.of(tea, mugs, lees)) {
            assertThat(shop.record(kept.orderId()).refunds()).isZero();
        }
        assertThat(shop.record(tea.orderId()).captured()).isEqualTo(tea.total());

        mustBuyFullCases();
        assertThat(noah.told()).contains("case-not-filled").doesNotContain("group-order-succeeded");
        assertThat(mia.told()).contains("group-order-succeeded").doesNotContain("case-not-filled");
        assertThat(store.owner()
                        .get("/api/v1/campaigns/" + campaign + "/figures")
                        .getJsonObject("places")
                        .getInt("leftOut"))
                .isEqualTo(1);
        assertThat(store.owner()
                        .get("/api/v1/teams/" + team + "/timeline?limit=100")
                        .toString())
                .contains("place-case-not-filled");
    }

    private PlacedOrder paid(Buyer buyer, JsonObject place) {
        PlacedOrder order = buyer.paysFor(place, 0, Payment.AT_ONCE);
        buyer.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        return order;
    }

    private void mustBuyFullCases() {
        String path = "/api/v1/campaigns/" + campaign + "/purchase-list";
        JsonArray cases = Await.until(
                "all articles in the purchase list",
                PATIENCE,
                () -> store.owner().get(path).getJsonArray("cases"),
                list -> list.size() == 2
                        && list.getValuesAs(JsonObject.class).stream()
                                        .mapToInt(line -> line.getInt("spareUnits"))
                                        .sum()
                                == 1);
        assertThat(cases.getValuesAs(JsonObject.class))
                .allSatisfy(line -> assertThat(line.getInt("cases")).isEqualTo(1));
        String csv = store.owner()
                .send("GET", path, null, Map.of("Accept", "text/csv"))
                .body();
        assertThat(csv)
                .startsWith("variant,title,units,change_since_sent,case_units,cases,spare_units")
                .contains(",6,6,6,1,0")
                .contains(",3,3,4,1,1");
    }
}
