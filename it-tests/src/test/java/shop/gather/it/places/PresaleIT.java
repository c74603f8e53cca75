package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Buyers reserve and pay when the owner opens the payment: the recipe of CAMPAIGNS.md. */
class PresaleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private SampleShopDriver shop;
    private Store store;
    private String campaign;

    private void aPresaleOn(OnDatabase database, String payWithin) {
        shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
        store = Store.connected(database.server(), shop);
        JsonObject simple = store.campaign(Money.parse("EUR 10.00"), 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject plan = Json.createObjectBuilder(simple)
                .remove("teamSize")
                .remove("teamDuration")
                .remove("paymentMode")
                .remove("hold")
                .remove("repayWithin")
                .add("teamPolicy", policy("group-order").add("minimumUnits", 3).add("places", 100))
                .add("quantityPolicy", policy("up-to").add("units", 5))
                .add("paymentPolicy", policy("reserve-then-pay").add("payWithin", payWithin))
                .build();
        campaign = store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private static JsonObjectBuilder policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind);
    }

    private String opening() {
        return "/api/v1/campaigns/" + campaign + "/payment-opening";
    }

    private Api.Answer opens() {
        return store.owner().send("POST", opening(), null, Map.of());
    }

    private void sellsAt(long minor) {
        Article article = shop.articles().get(0);
        shop.put(article.variantId(), article.title(), minor, 1_000);
    }

    @ParameterizedTest
    @EnumSource
    void buyersReserveAndPayWhenTheOwnerOpensThePayment(OnDatabase database) {
        aPresaleOn(database, "PT20M");
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        JsonObject first = mia.opens(campaign, 2);
        JsonObject second = noah.opens(campaign, 1);
        assertThat(List.of(first, second))
                .extracting(place -> place.getString("state"))
                .containsOnly("RESERVED");
        String id = first.getString("id");
        assertThat(mia.place(id).containsKey("payUntil"))
                .as("nothing to pay yet")
                .isFalse();
        assertThat(shop.commandCounts()).as("the shop knows of no price").isEmpty();
        JsonObject demand = store.owner().get(opening());
        assertThat(demand.getInt("unitsReserved")).isEqualTo(3);
        assertThat(demand.getString("state")).isEqualTo("RESERVING");

        sellsAt(900);
        assertThat(opens().body()).contains("PRICE_NOT_BELOW_SHOP");
        assertThat(mia.place(id).getString("state")).isEqualTo("RESERVED");
        sellsAt(1_500);
        assertThat(opens().status()).isEqualTo(200);
        Await.until(
                "the payment to be open",
                PATIENCE,
                () -> store.owner().get(opening()),
                now -> now.getString("state").equals("OPEN") && now.getInt("placesReserved") == 0);
        assertThat(opens().status()).as("again").isEqualTo(200);
        assertThat(mia.told()).containsExactly("payment-opened");

        PlacedOrder order = mia.paysFor(first, 0, Payment.AT_ONCE);
        PlacedOrder other = noah.paysFor(second, 0, Payment.AT_ONCE);
        assertThat(order.total().minus(other.total()))
                .as("a unit at the group price")
                .isEqualTo(Money.parse("EUR 10.00"));
        mia.awaitPlace(id, "PAID", PATIENCE);
        noah.awaitPlace(second.getString("id"), "PAID", PATIENCE);
        store.owner().send("POST", "/api/v1/teams/" + first.getString("team") + "/acceptance", null, Map.of());
        store.awaitTeam(first.getString("team"), "SUCCEEDED", PATIENCE);
        mia.awaitPlace(id, "CONFIRMED", PATIENCE);
        assertThat(shop.record(order.orderId()).captured()).isEqualTo(order.total());
        assertThat(shop.record(order.orderId()).refunds()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotPayInTimeIsReleasedAndNobodyPaysInAPresaleThatIsCancelled(OnDatabase database) {
        aPresaleOn(database, "PT1S");
        Buyer mia = store.aBuyer("Mia");
        String place = mia.opens(campaign, 2).getString("id");
        opens();
        mia.awaitPlace(place, "EXPIRED", PATIENCE);
        assertThat(mia.told()).containsExactlyInAnyOrder("payment-opened", "reservation-released");

        aPresaleOn(database, "PT20M");
        Buyer noah = store.aBuyer("Noah");
        JsonObject reserved = noah.opens(campaign, 2);
        store.owner().send("POST", "/api/v1/teams/" + reserved.getString("team") + "/cancellation", null, Map.of());
        JsonObject ended = noah.awaitPlace(reserved.getString("id"), "WITHDRAWN", PATIENCE);
        assertThat(ended.getString("reason")).isEqualTo("payment-not-opened");
        assertThat(noah.told()).containsExactly("payment-not-opened");
        assertThat(shop.commandCounts()).as("the shop was asked for nothing").isEmpty();
    }
}
