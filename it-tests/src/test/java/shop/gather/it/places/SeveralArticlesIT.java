package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
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
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A campaign sells two articles of the shop, each at its own price, to the same teams. */
class SeveralArticlesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money LESS = Money.parse("EUR 2.00");

    private SampleShopDriver shop;
    private Store store;
    private Article second;

    private String aCampaignOn(OnDatabase database, SampleShopTerms terms) {
        shop = Shared.aShop(terms);
        store = Store.connected(database.server(), shop);
        second = shop.articles().get(1);
        JsonObject further = Json.createObjectBuilder()
                .add("variantId", second.variantId())
                .add("groupPrice", Store.amount(second.price().minus(LESS)))
                .build();
        JsonObject simple = store.campaign(Money.parse("EUR 10.00"), 2, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject draft = store.owner()
                .post(
                        "/api/v1/campaigns",
                        Json.createObjectBuilder(simple)
                                .add(
                                        "furtherArticles",
                                        Json.createArrayBuilder().add(further))
                                .build());
        assertThat(draft.getJsonArray("furtherArticles").getJsonObject(0).getString("title"))
                .isNotBlank();
        return store.publish(draft.getString("id"));
    }

    @ParameterizedTest
    @EnumSource
    void buyersOfDifferentArticlesFillATeamTogether(OnDatabase database) {
        String campaign = aCampaignOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        for (Article article : List.of(shop.articles().get(0), second)) {
            assertThat(store.storefront()
                            .get("/storefront/v1/campaigns?variantId=" + article.variantId())
                            .getJsonArray("items")
                            .getJsonObject(0)
                            .getString("id"))
                    .as("found by %s", article)
                    .isEqualTo(campaign);
        }
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        JsonObject first = mia.opens(campaign);
        String team = first.getString("team");
        JsonObject other = noah.joinsFor(team, second.variantId());
        assertThat(other.getString("variantId")).isEqualTo(second.variantId());
        assertThat(Store.money(noah.admitted(other).getJsonObject("price").getJsonObject("payNow")))
                .isEqualTo(second.price().minus(LESS));
        PlacedOrder mias = mia.paysFor(first, 0, Payment.AUTHORIZE);
        PlacedOrder noahs = noah.paysFor(other, 0, Payment.AUTHORIZE);
        assertThat(noahs.total().minus(mias.total()))
                .as("each at the group price of the article")
                .isEqualTo(second.price().minus(LESS).minus(Money.parse("EUR 10.00")));
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        for (PlacedOrder order : List.of(mias, noahs)) {
            Await.until(
                    "the capture of " + order.number(),
                    PATIENCE,
                    () -> shop.record(order.orderId()).captured(),
                    order.total()::equals);
        }
        TeamOfPlaces.of(store, team).mustAddUp();
    }

    /** The checkout cannot charge a group price: each buyer gets the difference of the own article back. */
    @ParameterizedTest
    @EnumSource
    void eachBuyerGetsTheRebateOfTheOwnArticle(OnDatabase database) {
        String campaign =
                aCampaignOn(database, SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers"));
        Buyer mia = store.aBuyer("Mia");
        Buyer noah = store.aBuyer("Noah");
        JsonObject first = mia.opens(campaign);
        PlacedOrder mias = mia.paysFor(first, 0, Payment.AUTHORIZE);
        PlacedOrder noahs =
                noah.paysFor(noah.joinsFor(first.getString("team"), second.variantId()), 0, Payment.AT_ONCE);
        store.awaitTeam(first.getString("team"), "SUCCEEDED", PATIENCE);
        awaitRefunded(mias, shop.articles().get(0).price().minus(Money.parse("EUR 10.00")));
        awaitRefunded(noahs, LESS);
    }

    private void awaitRefunded(PlacedOrder order, Money amount) {
        Await.until(
                amount + " of " + order.number() + " to be refunded",
                PATIENCE,
                () -> shop.record(order.orderId()).refunded(),
                amount::equals);
    }
}
