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
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A group order of five units: nobody gets a sixth, and it ends when the last one is paid. */
class CapacityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money PRICE = Money.parse("EUR 10.00");

    private static Api.Answer asks(Buyer buyer, String campaign, int units, String key) {
        return buyer.api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        Json.createObjectBuilder()
                                .add("quantity", units)
                                .build()
                                .toString(),
                        Map.of("Idempotency-Key", key));
    }

    private static JsonObject takes(Buyer buyer, String campaign, int units, String key) {
        Api.Answer answer = asks(buyer, campaign, units, key);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String aCampaignOfFiveUnits(Store store) {
        JsonObject simple = store.campaign(PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject plan = Json.createObjectBuilder(simple)
                .remove("teamSize")
                .remove("teamDuration")
                .add(
                        "teamPolicy",
                        Json.createObjectBuilder()
                                .add("policy", "group-order")
                                .add("minimumUnits", 2)
                                .add("places", 100)
                                .add("capacity", 5))
                .add(
                        "quantityPolicy",
                        Json.createObjectBuilder().add("policy", "up-to").add("units", 4))
                .add("paymentMode", "AT_ONCE")
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGetsASixthUnitAndItEndsWithTheFifth(OnDatabase database) {
        SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
        Store store = Store.connected(database.server(), shop);
        String campaign = aCampaignOfFiveUnits(store);
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        JsonObject three = takes(mia, campaign, 3, "three");
        Api.Answer refused = asks(noah, campaign, 3, "three");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("sold-out");
        assertThat(refused.json().getString("detail")).contains("2 more units");
        JsonObject two = takes(noah, campaign, 2, "two");
        String team = three.getString("team");
        assertThat(store.storefront().get("/storefront/v1/teams/" + team).getInt("capacity"))
                .isEqualTo(5);

        PlacedOrder miasOrder = mia.paysFor(three, 0, Payment.AT_ONCE);
        mia.awaitPlace(three.getString("id"), "PAID", PATIENCE);
        assertThat(store.teamState(team)).isEqualTo("OPEN");
        PlacedOrder noahsOrder = noah.paysFor(two, 0, Payment.AT_ONCE);

        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        mia.awaitPlace(three.getString("id"), "CONFIRMED", PATIENCE);
        noah.awaitPlace(two.getString("id"), "CONFIRMED", PATIENCE);
        TeamOfPlaces.of(store, team).mustAddUp();
        for (PlacedOrder order : new PlacedOrder[] {miasOrder, noahsOrder}) {
            assertThat(shop.record(order.orderId()).captured()).isEqualTo(order.total());
            assertThat(shop.record(order.orderId()).refunds()).isZero();
        }
        assertThat(asks(store.aBuyer("Ole"), campaign, 1, "one").problem()).isEqualTo("team-closed");
        assertThat(store.owner()
                        .get("/api/v1/teams/" + team + "/timeline?limit=100")
                        .toString())
                .contains("team-sold-out", "capacity-reached");
    }
}
