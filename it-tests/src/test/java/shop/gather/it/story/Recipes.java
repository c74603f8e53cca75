package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Kinds of campaigns beside the main story, in any shop: asserted in the shop's own records to the minor unit. */
final class Recipes {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Store store;
    private final ShopDriver shop;
    private final ShopDriver.Article article;

    Recipes(Store store, ShopDriver shop) {
        this.store = store;
        this.shop = shop;
        this.article = shop.articles().get(0);
    }

    void play() {
        everyoneGetsTheTierThatIsReached();
        aFlashSaleEndsWithItsUnits();
        buyersPayForTheDeliveredWeight();
    }

    private Money percent(int percent) {
        return article.price().multipliedBy(BigDecimal.valueOf(percent).movePointLeft(2), RoundingMode.HALF_UP);
    }

    /** The plan of a team of two at 80 percent, without what another kind of campaign replaces. */
    private JsonObjectBuilder plan(String... without) {
        JsonObjectBuilder plan =
                Json.createObjectBuilder(store.campaign(percent(80), 2, Duration.ofHours(1), Duration.ofMinutes(15)));
        for (String field : without) {
            plan.remove(field);
        }
        return plan.add("paymentMode", "AT_ONCE").add("visibility", "LINK_ONLY");
    }

    private String published(JsonObjectBuilder plan) {
        return store.publish(
                store.owner().post("/api/v1/campaigns", plan.build()).getString("id"));
    }

    private static JsonObjectBuilder policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind);
    }

    private PlacedOrder pays(Buyer buyer, JsonObject place) {
        PlacedOrder order = buyer.paysFor(place, 0, Payment.AT_ONCE);
        assertThat(buyer.awaitPlace(place.getString("id"), "PAID", PATIENCE).getString("state"))
                .isEqualTo("PAID");
        return order;
    }

    private void getsBack(PlacedOrder order, Money amount) {
        Await.until(
                "the refund of " + order.number(),
                PATIENCE,
                () -> shop.record(order.orderId()),
                record -> record.refunded().equals(amount));
        assertThat(shop.record(order.orderId()).captured()).isEqualTo(order.total());
    }

    /** The checkout takes the first tier's price; two buyers reach the second. */
    private void everyoneGetsTheTierThatIsReached() {
        JsonArrayBuilder tiers = Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("members", 1).add("price", Store.amount(percent(80))))
                .add(Json.createObjectBuilder().add("members", 2).add("price", Store.amount(percent(70))));
        String campaign = published(plan("groupPrice", "teamSize", "teamDuration")
                .add("pricePolicy", policy("tiered").add("tiers", tiers))
                .add(
                        "teamPolicy",
                        policy("minimum").add("minimum", 1).add("size", 2).add("duration", "PT1H")));
        Buyer rita = store.aBuyer("Rita");
        Buyer sven = store.aBuyer("Sven");
        JsonObject first = rita.opens(campaign);
        PlacedOrder ofRita = pays(rita, first);
        PlacedOrder ofSven = sven.paysFor(sven.joins(first.getString("team")), 0, Payment.AT_ONCE);
        store.awaitTeam(first.getString("team"), "SUCCEEDED", PATIENCE);
        for (PlacedOrder order : List.of(ofRita, ofSven)) {
            getsBack(order, percent(80).minus(percent(70)));
        }
        close(campaign);
    }

    private void aFlashSaleEndsWithItsUnits() {
        String campaign =
                published(plan().add("stockPolicy", policy("campaign-stock").add("units", 2))
                        .add("hold", "PT3M"));
        Buyer tom = store.aBuyer("Tom");
        Buyer uma = store.aBuyer("Uma");
        JsonObject first = tom.opens(campaign);
        Api.Answer late = store.aBuyer("Vera")
                .api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        null,
                        Map.of("Idempotency-Key", "late"));
        assertThat(late.status()).as(late.body()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("sold-out");
        PlacedOrder ofTom = pays(tom, first);
        PlacedOrder ofUma = uma.paysFor(uma.joins(first.getString("team")), 0, Payment.AT_ONCE);
        store.awaitTeam(first.getString("team"), "SUCCEEDED", PATIENCE);
        for (PlacedOrder order : List.of(ofTom, ofUma)) {
            getsBack(order, Money.zero(order.total().getCurrencyUnit()));
        }
        close(campaign);
    }

    /** Of two units of 500 g, 940 g came. */
    private void buyersPayForTheDeliveredWeight() {
        String campaign = published(plan("teamSize", "teamDuration")
                .add("teamPolicy", policy("group-order").add("minimumUnits", 1).add("places", 100))
                .add("quantityPolicy", policy("up-to").add("units", 5))
                .add("deliveryPolicy", policy("by-weight").add("gramsPerUnit", 500)));
        Buyer wim = store.aBuyer("Wim");
        JsonObject place = wim.opens(campaign, 2);
        PlacedOrder order = pays(wim, place);
        store.owner().send("POST", "/api/v1/teams/" + place.getString("team") + "/acceptance", null, Map.of());
        wim.awaitPlace(place.getString("id"), "CONFIRMED", PATIENCE);
        JsonObject delivered = Json.createObjectBuilder()
                .add(
                        "items",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("participationId", place.getString("id"))
                                        .add("delivered", 940)))
                .build();
        JsonObject answer = store.owner().post("/api/v1/campaigns/" + campaign + "/deliveries", delivered);
        assertThat(answer.getJsonArray("results").getJsonObject(0).getString("outcome"))
                .isEqualTo("recorded");
        Money due = percent(80).multipliedBy(new BigDecimal("1.88"), RoundingMode.DOWN);
        getsBack(order, percent(80).multipliedBy(2).minus(due));
        close(campaign);
    }

    /** The price offer goes with it: a shop may have room for few. */
    private void close(String campaign) {
        store.owner().post("/api/v1/campaigns/" + campaign + "/closure", null);
    }
}
