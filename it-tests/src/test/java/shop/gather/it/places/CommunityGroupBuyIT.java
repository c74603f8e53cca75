package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.HashMap;
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
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * A community orders two products until the cut-off, each member a basket of both, and collects at a pickup point: the
 * recipe of CAMPAIGNS.md. The tea is paid by the weight that was delivered.
 */
class CommunityGroupBuyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money LESS = Money.parse("EUR 2.00");

    private SampleShopDriver shop;
    private Store store;
    private Leader lena;
    private List<Article> articles;
    private String point;
    private String campaign;

    private void aCommunityOn(OnDatabase database) {
        shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
        store = Store.connected(database.server(), shop);
        articles = shop.articles();
        lena = store.aLeader("Lena");
        String community = lena.api()
                .get("/storefront/v1/communities")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        point = store.owner()
                .post(
                        PickupShop.POINTS,
                        Json.createObjectBuilder(PickupShop.aPoint("Corner shop"))
                                .add("leaderId", lena.id())
                                .build())
                .getString("id");
        JsonObject simple = store.campaign(Money.parse("EUR 10.00"), 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject plan = Json.createObjectBuilder(simple)
                .remove("teamSize")
                .remove("teamDuration")
                .add(
                        "furtherArticles",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("variantId", articles.get(1).variantId())
                                        .add(
                                                "groupPrice",
                                                Store.amount(
                                                        articles.get(1).price().minus(LESS)))))
                .add("teamPolicy", policy("group-order").add("minimumUnits", 8).add("places", 100))
                .add("quantityPolicy", policy("basket").add("units", 5))
                .add("eligibilityPolicy", policy("community-members").add("communityId", community))
                .add("fulfilmentPolicy", policy("pickup").add("readyAfter", "PT0S"))
                .add("deliveryPolicy", policy("by-weight").add("gramsPerUnit", 500))
                .add("paymentMode", "AT_ONCE")
                .add("visibility", "LINK_ONLY")
                .build();
        campaign = store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private static JsonObjectBuilder policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind);
    }

    /** Somebody who has come by Lena's link belongs to her community. */
    private Buyer aMember(String name) {
        return store.aBuyer(name, lena.clicked(lena.aLink()));
    }

    private JsonObject takes(Buyer buyer, int article, int units) {
        return buyer.api()
                .post(
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        Json.createObjectBuilder()
                                .add("variantId", articles.get(article).variantId())
                                .add("quantity", units)
                                .build());
    }

    private void leaderIsTold(String... kinds) {
        Await.until(
                "what Lena is told",
                PATIENCE,
                () -> lena.member().told().stream().sorted().toList(),
                List.of(kinds)::equals);
    }

    /** The outcomes of what was delivered for two places. */
    private List<String> delivers(JsonObject one, long ofOne, JsonObject other, long ofOther) {
        JsonObject body = Json.createObjectBuilder()
                .add(
                        "items",
                        Json.createArrayBuilder().add(delivered(one, ofOne)).add(delivered(other, ofOther)))
                .build();
        return store
                .owner()
                .post("/api/v1/campaigns/" + campaign + "/deliveries", body)
                .getJsonArray("results")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(result -> result.getString("outcome"))
                .toList();
    }

    private static JsonObjectBuilder delivered(JsonObject place, long measure) {
        return Json.createObjectBuilder()
                .add("participationId", place.getString("id"))
                .add("delivered", measure);
    }

    /** The units by article. */
    private Map<String, Integer> purchaseList() {
        Map<String, Integer> units = new HashMap<>();
        store.owner()
                .get("/api/v1/campaigns/" + campaign + "/purchase-list")
                .getJsonArray("lines")
                .getValuesAs(JsonObject.class)
                .forEach(line -> units.put(line.getString("variantId"), line.getInt("units")));
        return units;
    }

    @ParameterizedTest
    @EnumSource
    void aCommunityOrdersTogetherAndCollectsItsBaskets(OnDatabase database) {
        aCommunityOn(database);
        Buyer stranger = store.aBuyer("Zoe");
        Api.Answer refused = stranger.api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        null,
                        Map.of("Idempotency-Key", "stranger"));
        assertThat(refused.problem()).isEqualTo("not-eligible");

        Buyer mia = aMember("Mia");
        Buyer noah = aMember("Noah");
        JsonObject miasTea = takes(mia, 0, 2);
        JsonObject miasMugs = takes(mia, 1, 3);
        JsonObject noahsTea = takes(noah, 0, 4);
        JsonObject noahsMug = takes(noah, 1, 1);
        String team = miasTea.getString("team");
        for (JsonObject place : List.of(miasMugs, noahsTea, noahsMug)) {
            assertThat(place.getString("team")).as("one team for all").isEqualTo(team);
        }
        PlacedOrder tea = mia.paysFor(miasTea, 0, Payment.AT_ONCE);
        PlacedOrder mugs = mia.paysFor(miasMugs, 0, Payment.AT_ONCE);
        assertThat(mugs.total().minus(tea.total()))
                .as("each unit at its group price")
                .isEqualTo(articles.get(1).price().minus(LESS).multipliedBy(3).minus(Money.parse("EUR 20.00")));
        noah.paysFor(noahsTea, 0, Payment.AT_ONCE);
        noah.paysFor(noahsMug, 0, Payment.AT_ONCE);
        for (var owned : Map.of(miasTea, mia, miasMugs, mia, noahsTea, noah, noahsMug, noah)
                .entrySet()) {
            owned.getValue().awaitPlace(owned.getKey().getString("id"), "PAID", PATIENCE);
        }
        assertThat(store.storefront().get("/storefront/v1/teams/" + team).getInt("unitsPaid"))
                .isEqualTo(10);

        leaderIsTold("leader-first-join");

        // The owner ends it before the cut-off.
        store.owner().send("POST", "/api/v1/teams/" + team + "/acceptance", null, Map.of());
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        TeamOfPlaces.of(store, team).mustAddUp();
        leaderIsTold("leader-first-join", "leader-team-succeeded", "pick-list-ready");
        assertThat(stranger.told()).isEmpty();
        // The places are confirmed one after the other.
        Await.until(
                "all units in the purchase list",
                PATIENCE,
                this::purchaseList,
                Map.of(articles.get(0).variantId(), 6, articles.get(1).variantId(), 4)::equals);

        // Of Mia's kilo of tea 940 g came, of Noah's two kilos a little more.
        for (String outcome : List.of("recorded", "unchanged")) {
            assertThat(delivers(miasTea, 940, noahsTea, 2_050)).containsExactly(outcome, outcome);
        }
        assertThat(delivers(miasMugs, 1, miasTea, 950)).containsExactly("not-measured", "recorded-before");
        Await.until(
                "what was not delivered to be refunded",
                PATIENCE,
                () -> shop.record(tea.orderId()).refunds(),
                Integer.valueOf(1)::equals);
        assertThat(shop.record(tea.orderId()).refunded()).isEqualTo(Money.parse("EUR 1.20"));
        JsonObject seen = Await.until(
                "the refund to be seen",
                PATIENCE,
                () -> mia.api().get("/storefront/v1/me/participations/" + miasTea.getString("id")),
                place -> place.containsKey("rebate")
                        && place.getJsonObject("rebate")
                                .getJsonObject("open")
                                .getString("amount")
                                .equals("0.00"));
        assertThat(seen.getInt("delivered")).isEqualTo(940);
        assertThat(seen.getString("state")).isEqualTo("CONFIRMED");

        JsonObject pickup = Await.until(
                "the mugs to be ready",
                PATIENCE,
                () -> mia.api().get("/storefront/v1/me/participations/" + miasMugs.getString("id") + "/pickup"),
                state -> state.getString("state").equals("READY"));
        List<String> outcomes = PickupShop.outcomes(lena.api()
                .post(
                        PickupShop.MINE + point + "/hand-overs",
                        PickupShop.body(PickupShop.code(pickup.getString("code")))));
        assertThat(outcomes).hasSize(1);
        assertThat(mia.api()
                        .get("/storefront/v1/me/participations/" + miasMugs.getString("id") + "/pickup")
                        .getString("state"))
                .isEqualTo("HANDED_OVER");
        assertThat(shop.record(mugs.orderId()).refunds()).isZero();
    }
}
