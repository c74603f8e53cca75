package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
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
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Buyers take up to three units with a place, and the units of all of them decide about the price. */
class QuantitiesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money LIST_PRICE = Money.parse("EUR 12.99");

    private SampleShopDriver shop;
    private Store store;
    private String campaign;

    /** Two buyers pay 10.00 for each unit, and 8.50 from five units on. */
    private void aStoreOn(OnDatabase database, SampleShopTerms terms) {
        shop = Shared.aShop(terms);
        store = Store.connected(database.server(), shop);
        JsonObject tiers = Json.createObjectBuilder()
                .add("policy", "tiered")
                .add(
                        "tiers",
                        Json.createArrayBuilder().add(tier(2, "EUR 10.00")).add(tier(5, "EUR 8.50")))
                .build();
        JsonObject upTo = Json.createObjectBuilder()
                .add("policy", "up-to")
                .add("units", 3)
                .add("perBuyer", 4)
                .build();
        JsonObject plan = Json.createObjectBuilder(store.planOf(tiers, Store.minimumTeam(2, 2, Duration.ofHours(24))))
                .add("quantityPolicy", upTo)
                .build();
        JsonObject draft = store.owner().post("/api/v1/campaigns", plan);
        assertThat(draft.getJsonObject("quantityPolicy")).isEqualTo(upTo);
        assertThat(draft.getJsonObject("pricePolicy")).isEqualTo(tiers);
        campaign = store.publish(draft.getString("id"));
    }

    private static JsonObject tier(int units, String price) {
        return Json.createObjectBuilder()
                .add("units", units)
                .add("price", Store.amount(Money.parse(price)))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void theUnitsOfAllBuyersLowerThePrice(OnDatabase database) {
        aStoreOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        JsonObject first = mia.opens(campaign, 3);
        assertThat(first.getInt("quantity")).isEqualTo(3);
        String team = first.getString("team");
        PlacedOrder mias = mia.paysFor(first, 0, Payment.AUTHORIZE);
        mia.awaitPlace(first.getString("id"), "PAID", PATIENCE);
        assertThat(store.storefront().get("/storefront/v1/teams/" + team).getInt("unitsPaid"))
                .isEqualTo(3);
        PlacedOrder noahs = noah.paysFor(noah.joins(team, 2), 0, Payment.AT_ONCE);
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        awaitRefunded(mias, "EUR 4.50");
        awaitRefunded(noahs, "EUR 3.00");
        assertThat(shop.record(mias.orderId()).captured()).isEqualTo(mias.total());
        assertThat(Store.money(store.team(team).getJsonObject("team").getJsonObject("price")))
                .isEqualTo(Money.parse("EUR 8.50"));
        TeamOfPlaces.of(store, team).mustAddUp();

        assertThat(opens(mia, 2).problem()).as("four units a buyer").isEqualTo("buyer-limit");
        assertThat(opens(mia, 4).problem()).as("three units a place").isEqualTo("invalid-value");
        assertThat(mia.opens(campaign, 1).getString("state")).isEqualTo("HELD");
    }

    @ParameterizedTest
    @EnumSource
    void unitsBeyondThePlaceCostTheShopsPrice(OnDatabase database) {
        aStoreOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        JsonObject place = mia.opens(campaign, 2);
        PlacedOrder two = noah.paysFor(noah.joins(place.getString("team"), 2), 0, Payment.AUTHORIZE);
        PlacedOrder three = mia.paysFor(place, 3, 0, Payment.AUTHORIZE);
        assertThat(three.total().minus(two.total())).isEqualTo(LIST_PRICE);
        JsonObject team = store.awaitTeam(place.getString("team"), "SUCCEEDED", PATIENCE);
        assertThat(team.getJsonObject("team").getInt("unitsPaid")).isEqualTo(4);
    }

    /** A shop whose checkout cannot charge a group price: buyers pay 12.99 for each unit, and end at the same price. */
    @ParameterizedTest
    @EnumSource
    void theRebateIsForAllUnitsOfThePlace(OnDatabase database) {
        aStoreOn(database, SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers"));
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        JsonObject place = mia.opens(campaign, 3);
        PlacedOrder mias = mia.paysFor(place, 0, Payment.AUTHORIZE);
        PlacedOrder noahs = noah.paysFor(noah.joins(place.getString("team"), 2), 0, Payment.AUTHORIZE);
        store.awaitTeam(place.getString("team"), "SUCCEEDED", PATIENCE);
        awaitRefunded(mias, "EUR 13.47");
        awaitRefunded(noahs, "EUR 8.98");
    }

    private Api.Answer opens(Buyer buyer, int quantity) {
        return buyer.api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        Buyer.units(quantity).toString(),
                        Map.of("Idempotency-Key", "units-" + quantity));
    }

    private void awaitRefunded(PlacedOrder order, String amount) {
        Await.until(
                amount + " of " + order.number() + " to be refunded",
                PATIENCE,
                () -> shop.record(order.orderId()).refunded(),
                Money.parse(amount)::equals);
    }
}
