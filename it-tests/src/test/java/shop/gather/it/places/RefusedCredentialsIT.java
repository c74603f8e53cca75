package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The shop does not know Gather's key any more: what it was asked is not over, but waits until the key counts again,
 * and is done once.
 */
class RefusedCredentialsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @ParameterizedTest
    @EnumSource
    void noPlaceAndNoPaymentIsGivenUp(OnDatabase database) {
        SampleShopDriver shop = Shared.aShop();
        Store store = Store.connected(database.server(), shop);
        String campaign = store.aCampaign(
                shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                2,
                Duration.ofHours(24),
                Duration.ofMinutes(15));
        Buyer anna = store.aBuyer("Anna");
        Buyer ben = store.aBuyer("Ben");

        shop.faults(SampleShopFaults.of("admit").failing(401).times(2));
        JsonObject annas = anna.admitted(anna.opens(campaign));
        JsonObject bens = ben.admitted(ben.joins(annas.getString("team")));

        shop.faults(SampleShopFaults.of("capture").failing(401));
        PlacedOrder first = anna.paysFor(annas, 0, Payment.AUTHORIZE);
        PlacedOrder second = ben.paysFor(bens, 0, Payment.AUTHORIZE);
        store.awaitTeam(annas.getString("team"), "SUCCEEDED", PATIENCE);
        Await.until(
                "both captures to be tried again",
                PATIENCE,
                () -> captures(store),
                all -> all.size() == 2 && all.stream().allMatch(command -> command.getInt("attempts") > 1));
        assertThat(captures(store)).allSatisfy(command -> {
            assertThat(command.getString("state")).isEqualTo("WAITING");
            assertThat(command.getString("outcome")).contains("401");
        });

        shop.faults(SampleShopFaults.none());
        for (PlacedOrder order : List.of(first, second)) {
            ShopDriver.Record record = Await.until(
                    "the capture of " + order.number(),
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    seen -> seen.captured().equals(order.total()));
            assertThat(record.captures()).isEqualTo(1);
        }
        Await.until("the captures to be seen done", PATIENCE, () -> captures(store), all -> all.stream()
                .allMatch(command -> command.getString("state").equals("DONE")));
        assertThat(store.owner().get("/api/v1/alarms").getJsonArray("items")).isEmpty();
    }

    private static List<JsonObject> captures(Store store) {
        return store.owner().get("/api/v1/shop-commands").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(command -> command.getString("kind").equals("Capture"))
                .toList();
    }
}
