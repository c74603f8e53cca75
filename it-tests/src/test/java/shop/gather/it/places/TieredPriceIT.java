package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Two members pay 10.00 each; with the third everyone pays 8.50, and what was paid beyond comes back once. */
class TieredPriceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money LAST = Money.parse("EUR 8.50");

    private static final JsonObject TIERS = Json.createObjectBuilder()
            .add("policy", "tiered")
            .add("tiers", Json.createArrayBuilder().add(tier(2, "EUR 10.00")).add(tier(3, "EUR 8.50")))
            .build();

    private SampleShopDriver shop;
    private Store store;
    private String campaign;

    private static JsonObject tier(int members, String price) {
        return Json.createObjectBuilder()
                .add("members", members)
                .add("price", Store.amount(Money.parse(price)))
                .build();
    }

    private void aStoreOn(OnDatabase database, SampleShopTerms terms) {
        shop = Shared.aShop(terms);
        store = Store.connected(database.server(), shop);
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        campaign = store.aCampaignOf(TIERS, Store.minimumTeam(2, 3, Duration.ofHours(24)));
    }

    @ParameterizedTest
    @EnumSource
    void everyoneGetsThePriceOfTheTierThatTheTeamReaches(OnDatabase database) {
        aStoreOn(database, SampleShopTerms.in(CurrencyUnit.EUR));
        Leader lena = store.aLeader("Lena");
        Buyer mia = store.aBuyer("Mia", lena.clicked(lena.aLink()));
        JsonObject place = mia.opens(campaign);
        JsonObject price = mia.admitted(place).getJsonObject("price");
        assertThat(Store.money(price.getJsonObject("payNow"))).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(Store.money(price.getJsonObject("comesBackAtMost"))).isEqualTo(Money.parse("EUR 1.50"));
        List<PlacedOrder> orders = threePay(mia, place);
        for (PlacedOrder order : orders) {
            awaitRefunded(order, Money.parse("EUR 1.50"));
            assertThat(shop.record(order.orderId()).captured()).isEqualTo(order.total());
            assertThat(shop.record(order.orderId()).refunds()).isEqualTo(1);
        }
        JsonObject team = store.team(place.getString("team")).getJsonObject("team");
        assertThat(Store.money(team.getJsonObject("price"))).isEqualTo(LAST);
        // 8 % of what 8.50 is without its 19 % of tax: commission follows what stayed paid.
        BigDecimal net = LAST.getAmount().divide(new BigDecimal("1.19"), 2, RoundingMode.HALF_EVEN);
        Money earned =
                Money.of(CurrencyUnit.EUR, net.multiply(new BigDecimal("0.08")).setScale(2, RoundingMode.DOWN));
        Await.until("the commission", PATIENCE, () -> store.commission(orders.get(0)), earned::equals);
        assertThat(store.owner().get("/api/v1/ledger/verification").getBoolean("agrees"))
                .isTrue();
    }

    /** A shop whose checkout cannot charge a group price: buyers pay the shop's 12.99, and end at the same price. */
    @ParameterizedTest
    @EnumSource
    void buyersOfAShopWithoutGroupPricesEndAtTheSameTier(OnDatabase database) {
        aStoreOn(database, SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers"));
        Buyer mia = store.aBuyer("Mia");
        for (PlacedOrder order : threePay(mia, mia.opens(campaign))) {
            awaitRefunded(order, Money.parse("EUR 4.49"));
        }
    }

    private List<PlacedOrder> threePay(Buyer first, JsonObject place) {
        Buyer noah = store.aBuyer("Noah");
        Buyer zoe = store.aBuyer("Zoe");
        PlacedOrder firsts = first.paysFor(place, 0, Payment.AUTHORIZE);
        PlacedOrder noahs = noah.paysFor(noah.joins(place.getString("team")), 0, Payment.AT_ONCE);
        PlacedOrder zoes = zoe.paysFor(zoe.joins(place.getString("team")), 0, Payment.AUTHORIZE);
        store.awaitTeam(place.getString("team"), "SUCCEEDED", PATIENCE);
        return List.of(firsts, noahs, zoes);
    }

    private void awaitRefunded(PlacedOrder order, Money amount) {
        Await.until(
                amount + " of " + order.number() + " to be refunded",
                PATIENCE,
                () -> shop.record(order.orderId()),
                record -> record.refunded().equals(amount));
    }
}
