package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;

/** The chapter in which Lena's community orders two products together and collects them at a pickup point. */
final class CommunityOrder {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Store store;
    private final ShopDriver shop;
    private final PlainBooks books;
    private final Narrator narrator;
    private final Earnings earnings;
    private final Leader leader;

    CommunityOrder(Store store, ShopDriver shop, PlainBooks books, Narrator narrator, Earnings earnings) {
        this.store = store;
        this.shop = shop;
        this.books = books;
        this.narrator = narrator;
        this.earnings = earnings;
        this.leader = earnings.leader();
    }

    void play(JsonObject link) {
        narrator.chapter(8, "Lena's community orders together, and collects");
        String point = store.owner()
                .post(
                        "/api/v1/pickup-points",
                        Json.createObjectBuilder()
                                .add("name", "Lena's porch")
                                .add("addressLines", Json.createArrayBuilder().add("1 Long Street"))
                                .add("zone", "Europe/Berlin")
                                .add("leaderId", leader.id())
                                .build())
                .getString("id");
        String campaign = aCampaign();
        narrator.tell("The owner plans a group order for her community: "
                + shop.articles().get(0).title() + " and "
                + shop.articles().get(1).title() + ", at least 4 units until the cut-off, to be collected at Lena's"
                + " porch.");
        Buyer pia = store.aBuyer("Pia", leader.clicked(link));
        Buyer quin = store.aBuyer("Quin", leader.clicked(link));
        JsonObject first = takes(pia, campaign, 0, 2);
        List<JsonObject> all = new ArrayList<>(List.of(first));
        pays(pia, first);
        for (Map.Entry<Buyer, Integer> more : List.of(Map.entry(pia, 1), Map.entry(quin, 0))) {
            JsonObject place = takes(more.getKey(), campaign, more.getValue(), 1);
            pays(more.getKey(), place);
            all.add(place);
        }
        String team = first.getString("team");
        assertThat(all).extracting(place -> place.getString("team")).containsOnly(team);
        narrator.tell("Pia takes two units and one of the other article, Quin takes one: all are in one team.");
        store.owner().send("POST", "/api/v1/teams/" + team + "/acceptance", null, Map.of());
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        JsonObject list = Await.until(
                "the purchase list",
                PATIENCE,
                () -> store.owner().get("/api/v1/campaigns/" + campaign + "/purchase-list"),
                seen -> seen.getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                                .mapToInt(line -> line.getInt("units"))
                                .sum()
                        == 4);
        narrator.tell("The owner ends it before the cut-off; what to buy from the supplier: "
                + list.getJsonArray("lines") + ".");
        JsonObject pickup = Await.until(
                "Pia's place to be ready", PATIENCE, () -> pickup(pia, first), seen -> seen.getString("state")
                        .equals("READY"));
        String code = pickup.getString("code");
        for (String outcome : List.of("handed-over", "already-handed-over")) {
            assertThat(handOver(point, code)).isEqualTo(outcome);
        }
        narrator.tell("Pia shows her code, and Lena hands the units over; shown again, it is refused.");
        earnings.awaitAsInTheBooks();
    }

    private String aCampaign() {
        Money tea = cheaper(0);
        JsonObject simple = store.campaign(tea, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        String community = leader.api()
                .get("/storefront/v1/communities")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        JsonObject plan = Json.createObjectBuilder(simple)
                .remove("teamSize")
                .remove("teamDuration")
                .add(
                        "furtherArticles",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("variantId", shop.articles().get(1).variantId())
                                        .add("groupPrice", Store.amount(cheaper(1)))))
                .add("teamPolicy", policy("group-order").add("minimumUnits", 4).add("places", 100))
                .add("quantityPolicy", policy("basket").add("units", 5))
                .add("eligibilityPolicy", policy("community-members").add("communityId", community))
                .add("fulfilmentPolicy", policy("pickup").add("readyAfter", "PT0S"))
                .add("paymentMode", "AT_ONCE")
                .add("visibility", "LINK_ONLY")
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private Money cheaper(int article) {
        return shop.articles().get(article).price().multipliedBy(new java.math.BigDecimal("0.8"), RoundingMode.HALF_UP);
    }

    private static JsonObjectBuilder policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind);
    }

    private JsonObject takes(Buyer buyer, String campaign, int article, int units) {
        return buyer.api()
                .post(
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        Json.createObjectBuilder()
                                .add("variantId", shop.articles().get(article).variantId())
                                .add("quantity", units)
                                .build());
    }

    private void pays(Buyer buyer, JsonObject place) {
        books.placed(buyer.paysFor(place, 0, Payment.AT_ONCE));
        buyer.awaitPlace(place.getString("id"), "PAID", PATIENCE);
    }

    private static JsonObject pickup(Buyer buyer, JsonObject place) {
        return buyer.api().get("/storefront/v1/me/participations/" + place.getString("id") + "/pickup");
    }

    private String handOver(String point, String code) {
        JsonObject item = Json.createObjectBuilder().add("code", code).build();
        return leader.api()
                .post(
                        "/storefront/v1/me/pickup-points/" + point + "/hand-overs",
                        Json.createObjectBuilder()
                                .add("items", Json.createArrayBuilder().add(item))
                                .build())
                .getJsonArray("results")
                .getJsonObject(0)
                .getString("outcome");
    }
}
