package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A group order repeats every day, and a buyer has a standing order in it. */
class StandingOrderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money TEN = Money.parse("EUR 10.00");
    private static final Money SHIPPING = Money.parse("EUR 4.90");

    @ParameterizedTest
    @EnumSource
    void theNextCycleOpensAndTheBuyerPaysForWhatTheStandingOrderHasTaken(OnDatabase database) {
        SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
        Store store = Store.connected(database.server(), shop);
        String tea = shop.articles().get(0).variantId();
        String campaign = aGroupOrder(store);
        Buyer mia = store.aBuyer("Mia");

        // Cut-offs in three hours and every day at that time; the first one of them opens in 20 seconds.
        Instant opens = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(20);
        JsonObject series = store.owner()
                .put(
                        "/api/v1/campaigns/" + campaign + "/series",
                        Json.createObjectBuilder()
                                .add("rule", "FREQ=DAILY")
                                .add(
                                        "firstCutOff",
                                        opens.plus(Duration.ofHours(3))
                                                .minus(Duration.ofDays(1))
                                                .toString())
                                .add("opensBefore", "PT3H")
                                .build());
        assertThat(series.getString("state")).isEqualTo("ACTIVE");
        mia.api()
                .put(
                        "/storefront/v1/me/standing-orders/" + campaign,
                        Json.createObjectBuilder()
                                .add(
                                        "lines",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("variantId", tea)
                                                        .add("quantity", 2)))
                                .build());

        String cycle = Await.until(
                        "the next cycle to be published",
                        PATIENCE,
                        () -> store.storefront().get("/storefront/v1/campaigns/" + campaign + "/cycles"),
                        seen -> seen.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                                .anyMatch(one -> isThe(one, opens) && one.containsKey("campaignId")))
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(one -> isThe(one, opens))
                .findFirst()
                .orElseThrow()
                .getString("campaignId");
        assertThat(cycle).isNotEqualTo(campaign);
        JsonObject place = Await.until(
                        "the place of the standing order",
                        PATIENCE,
                        () -> mia.api()
                                .get("/storefront/v1/me/participations")
                                .getJsonArray("items")
                                .getValuesAs(JsonObject.class),
                        places -> !places.isEmpty())
                .get(0);
        assertThat(place.getString("team")).as("the cycle's only team").isEqualTo(cycle);
        assertThat(place.getInt("quantity")).isEqualTo(2);
        Await.until(
                "the message that it is to be paid",
                PATIENCE,
                () -> mia.api().get("/storefront/v1/me/messages").getJsonArray("items"),
                items -> items.getValuesAs(JsonObject.class).stream()
                        .anyMatch(message -> message.getString("kind").equals("standing-order-ready")));

        JsonObject more = mia.api()
                .put("/storefront/v1/me/participations/" + place.getString("id") + "/quantity", Buyer.units(3));
        assertThat(more.getString("team")).isEqualTo(cycle);
        assertThat(mia.place(place.getString("id")).getString("reason")).isEqualTo("quantity-changed");
        PlacedOrder order = mia.paysFor(more, 0, Payment.AT_ONCE);
        assertThat(order.total())
                .as("three units at the group price")
                .isEqualTo(TEN.multipliedBy(3).plus(SHIPPING));
        mia.awaitPlace(more.getString("id"), "PAID", PATIENCE);
        JsonObject team = store.storefront().get("/storefront/v1/teams/" + cycle);
        assertThat(team.getInt("unitsPaid")).isEqualTo(3);
        assertThat(mia.api().get("/storefront/v1/me/participations").getJsonArray("items"))
                .as("the place of the standing order, and the one that replaced it")
                .hasSize(2);
        ShopDriver.Record inTheShop = shop.record(order.orderId());
        assertThat(inTheShop.captured()).isEqualTo(order.total());
        assertThat(inTheShop.activeQuantities().values()).containsExactly(3);
        assertThat(inTheShop.refunds()).isZero();
    }

    private static boolean isThe(JsonObject cycle, Instant opens) {
        return cycle.containsKey("opensAt")
                && Instant.parse(cycle.getString("opensAt")).equals(opens);
    }

    private static String aGroupOrder(Store store) {
        JsonObject plan = Json.createObjectBuilder(store.campaign(TEN, 2, Duration.ofHours(1), Duration.ofHours(1)))
                .remove("teamSize")
                .remove("teamDuration")
                .add(
                        "teamPolicy",
                        Json.createObjectBuilder()
                                .add("policy", "group-order")
                                .add("minimumUnits", 2)
                                .add("places", 100))
                .add(
                        "quantityPolicy",
                        Json.createObjectBuilder().add("policy", "up-to").add("units", 5))
                .add("paymentMode", "AT_ONCE")
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }
}
