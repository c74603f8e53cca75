package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.adapter.sampleshop.SampleShopRefusal;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Who gives a place back keeps no group price in the shop. */
class TakenBackPriceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** When the buyer leaves: before the shop's answer has come, or after. */
    enum Moment {
        WHILE_THE_SHOP_IS_ASKED,
        WITH_THE_PRICE
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceThatIsGivenBackLeavesNoPriceBehind(Moment moment) {
        SampleShopDriver shop = Shared.aShop();
        Store store = Store.connected(Shared.postgres(), shop);
        String campaign = store.aCampaign(
                shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                2,
                Duration.ofHours(24),
                Duration.ofMinutes(15));
        Buyer anna = store.aBuyer("Anna");
        if (moment == Moment.WHILE_THE_SHOP_IS_ASKED) {
            shop.faults(SampleShopFaults.of("admit").answeredLate(Duration.ofSeconds(4)));
        }
        JsonObject place = anna.opens(campaign);
        Await.until("the shop to be asked", PATIENCE, shop::commandCounts, counts -> counts.containsKey("admit"));
        JsonObject admitted = moment == Moment.WITH_THE_PRICE ? anna.admitted(place) : null;

        Api.Answer answer =
                anna.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        Map<String, Integer> done = Await.until(
                "the shop to have taken the price back",
                PATIENCE,
                shop::commandCounts,
                counts -> counts.containsKey("revoke"));
        assertThat(done).containsEntry("admit", 1).containsEntry("revoke", 1);
        if (admitted != null) {
            assertThatThrownBy(() -> anna.paysFor(admitted))
                    .isInstanceOf(SampleShopRefusal.class)
                    .hasMessageContaining("code-refused");
        }
        assertThat(store.owner()
                        .get("/api/v1/shop-commands")
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .filteredOn(command -> command.getString("kind").equals("Revoke"))
                .singleElement()
                .satisfies(revoke -> assertThat(revoke.getString("outcome", null))
                        .as("the shop had an admission to take back")
                        .isNull());
    }
}
