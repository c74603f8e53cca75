package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
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
}
