package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/** Two customers of the shop turn out to be one person. */
class MergedCustomersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theShopIsToldOfTheCustomerWhoWasThereFirst() {
        Store store = Shared.aStore(Shared.h2());
        String campaign =
                store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer buyer = store.aBuyer("Bea");
        ShopDriver.Customer twin = store.shop().register("Bea, again");
        // Whatever sorts first, it must not be the newcomer.
        while (twin.customerId().compareTo(buyer.customer().customerId()) > 0) {
            twin = store.shop().register("Bea, again");
        }
        JsonObject details = store.joins(twin.customerId(), buyer).json();
        assertThat(details.getJsonArray("customerIds").getValuesAs(JsonString::getString))
                .containsExactly(buyer.customer().customerId(), twin.customerId());

        JsonObject place = buyer.opens(campaign);
        buyer.paysFor(place);
        JsonObject paid = buyer.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        assertThat(paid.getString("admission")).isEqualTo("READY");
        assertThat(store.owner().get("/api/v1/alarms").getJsonArray("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void paidOrdersUnderAllCustomersOfAMemberCountForAProgrammeButNotRefundedOnes(boolean refunded) {
        Store store = Shared.aStore(Shared.h2());
        Buyer buyer = store.aBuyer("Bea");
        ShopDriver.Customer twin = store.shop().register("Bea, again");
        buys(store, buyer.customer());
        buys(store, twin);
        ShopDriver.PlacedOrder third = buys(store, twin);
        if (refunded) {
            store.shop().refund(third.orderId(), third.total());
        }
        assertThat(store.joins(twin.customerId(), buyer).status()).isEqualTo(200);
        String programme = store.owner()
                .post(
                        "/api/v1/programmes",
                        Json.createObjectBuilder()
                                .add("name", "Good customers")
                                .add(
                                        "rules",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("rule", "bought-at-least")
                                                        .add("orders", 3)))
                                .build())
                .getString("id");
        JsonObject application = buyer.api()
                .post(
                        "/storefront/v1/me/applications",
                        Json.createObjectBuilder()
                                .add("programmeId", programme)
                                .add("pitch", "I buy here often.")
                                .build());
        assertThat(application.getString("state")).isEqualTo(refunded ? "REJECTED" : "SUBMITTED");
    }

    private static ShopDriver.PlacedOrder buys(Store store, ShopDriver.Customer customer) {
        return store.shop()
                .checkout(new ShopDriver.Checkout(
                        customer,
                        Map.of(store.shop().articles().get(1).variantId(), 1),
                        null,
                        null,
                        Map.of(),
                        ShopDriver.Payment.AT_ONCE));
    }
}
