package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Article;

/** The shop's prices before a campaign, as buyers and the owner see them. */
class PriceHistoryIT {

    private static final Money GROUP_PRICE = Money.parse("EUR 9.00");

    private static String draft(Store store) {
        return store.owner()
                .post("/api/v1/campaigns", store.campaign(GROUP_PRICE, 2, Duration.ofHours(1), Duration.ofMinutes(15)))
                .getString("id");
    }

    private static JsonObject prices(Store store, String campaign) {
        return store.storefront()
                .get("/storefront/v1/campaigns/" + campaign + "/prices")
                .getJsonArray("articles")
                .getJsonObject(0);
    }

    @ParameterizedTest
    @EnumSource
    void aLowerPriceBeforeTheCampaignIsShownToBuyersAndItsOwner(OnDatabase database) {
        SampleShopDriver shop = Shared.aShop();
        Store store = Store.connected(database.server(), shop);
        Article tea = shop.articles().get(0);
        shop.put(tea.variantId(), tea.title(), 999, 100);
        draft(store);
        shop.put(tea.variantId(), tea.title(), tea.price().getAmountMinorLong(), 100);
        String campaign = draft(store);

        List<String> warnings =
                store.owner().get("/api/v1/campaigns/" + campaign + "/review").getJsonArray("findings").stream()
                        .map(finding -> finding.asJsonObject().getString("code"))
                        .toList();
        assertThat(warnings).contains("LIST_PRICE_ABOVE_LOWEST");
        store.publish(campaign);

        JsonObject shown = prices(store, campaign);
        assertThat(Store.money(shown.getJsonObject("groupPrice"))).isEqualTo(GROUP_PRICE);
        assertThat(Store.money(shown.getJsonObject("lowest"))).isEqualTo(Money.parse("EUR 9.99"));
        assertThat(Store.money(shown.getJsonObject("saving"))).isEqualTo(Money.parse("EUR 0.99"));
        assertThat(shown.getBoolean("complete"))
                .as("it was not known 30 days ago")
                .isFalse();
        assertThat(shown.getJsonArray("prices")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aStoreHasItsOwnPrices(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        Store other = Shared.aStore(database.server());
        String campaign = store.publish(draft(store));
        Money price = store.shop().articles().get(0).price();

        assertThat(Store.money(prices(store, campaign).getJsonObject("lowest"))).isEqualTo(price);
        assertThat(other.storefront()
                        .send("GET", "/storefront/v1/campaigns/" + campaign + "/prices", null, Map.of())
                        .status())
                .isEqualTo(404);
    }
}
