package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/** An owner plays a campaign on the shop's tea of 12.99 at 10.00 with the orders that the shop has had. */
class PastOrdersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void buys(Store store, String name, int units, ShopDriver.Payment payment) {
        store.shop()
                .checkout(new ShopDriver.Checkout(
                        store.shop().register(name),
                        Map.of(store.shop().articles().get(0).variantId(), units),
                        null,
                        null,
                        Map.of(),
                        payment));
    }

    /** A campaign that begins now, so that orders until now are of whole days. Two units for each place at most. */
    private static String draft(Store store) {
        Instant now = Instant.now();
        JsonObject plan = Json.createObjectBuilder(
                        store.campaign(Money.parse("EUR 10.00"), 3, Duration.ofHours(24), Duration.ofMinutes(15)))
                .add(
                        "quantityPolicy",
                        Json.createObjectBuilder().add("policy", "up-to").add("units", 2))
                .add("startsAt", now.toString())
                .add("endsAt", now.plus(Duration.ofDays(1)).toString())
                .build();
        return store.owner().post("/api/v1/campaigns", plan).getString("id");
    }

    private static Api.Answer dryRun(Store store, String campaign, String format) {
        return store.owner()
                .send(
                        "POST",
                        "/api/v1/campaigns/" + campaign + "/dry-run" + format,
                        "{\"pastDays\":30,\"unitCost\":{\"amount\":\"4.00\",\"currency\":\"EUR\"}}",
                        Map.of("Accept-Language", "en"));
    }

    private static Money money(JsonObject figures, String name) {
        return Store.money(figures.getJsonObject(name));
    }

    @ParameterizedTest
    @EnumSource
    void ordersOfTheShopAreTheBuyersAndOtherStoresHaveNone(OnDatabase database) {
        Store store = Store.connected(database.server(), Shared.aShop());
        Store other = Store.connected(database.server(), Shared.aShop());
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        buys(store, "Mia", 1, ShopDriver.Payment.AT_ONCE);
        buys(store, "Noa", 5, ShopDriver.Payment.AT_ONCE);
        buys(store, "Lou", 1, ShopDriver.Payment.AUTHORIZE);
        buys(store, "Kim", 1, ShopDriver.Payment.AT_ONCE);

        Api.Answer[] last = new Api.Answer[1];
        String campaign = Await.until(
                "a campaign that begins after Gather has read all four orders",
                PATIENCE,
                () -> {
                    String draft = draft(store);
                    last[0] = dryRun(store, draft, "");
                    return draft;
                },
                draft -> last[0].status() == 200
                        && last[0].json().getJsonObject("pastOrders").getInt("orders") == 4);

        JsonObject answer = last[0].json();
        assertThat(answer.getInt("buyers")).isEqualTo(4);
        assertThat(answer.getJsonObject("pastOrders").getInt("units")).isEqualTo(8);
        JsonObject total = answer.getJsonObject("total");
        assertThat(total.getInt("teamsOpened")).isEqualTo(2);
        assertThat(total.getInt("teamsSucceeded")).as("three of four buyers").isEqualTo(1);
        // Mia, Noa with two of five, and Lou.
        assertThat(total.getInt("unitsPaid")).isEqualTo(4);
        assertThat(money(total, "turnover")).isEqualTo(Money.parse("EUR 40.00"));
        assertThat(money(total, "discount")).isEqualTo(Money.parse("EUR 11.96"));
        assertThat(money(total, "level1")).isEqualTo(Money.parse("EUR 3.20"));
        assertThat(money(total, "remaining")).isEqualTo(Money.parse("EUR 36.00"));
        assertThat(money(total, "cost")).isEqualTo(Money.parse("EUR 16.00"));
        assertThat(money(total, "margin")).isEqualTo(Money.parse("EUR 20.00"));

        Api.Answer chart = dryRun(store, campaign, "/svg");
        assertThat(chart.status()).as(chart.body()).isEqualTo(200);
        assertThat(chart.headers().get("content-type")).startsWith("image/svg+xml");
        assertThat(chart.body())
                .startsWith("<svg")
                .contains("4 buyers, from 4 past orders", "1 of 2 teams succeeded", "€20.00");

        Api.Answer elsewhere = dryRun(other, draft(other), "");
        assertThat(elsewhere.status()).isEqualTo(409);
        assertThat(elsewhere.problem()).isEqualTo("no-past-orders");
        assertThat(dryRun(other, campaign, "/svg").status()).isEqualTo(404);
    }
}
