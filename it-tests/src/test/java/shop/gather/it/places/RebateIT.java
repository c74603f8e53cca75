package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A shop whose checkout cannot charge a group price: buyers pay 12.99, and get 2.99 back once, whoever gives it. */
class RebateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");
    private static final Money REBATE = Money.parse("EUR 2.99");

    private SampleShopDriver shop;
    private Store store;
    private String campaign;

    private void aStoreOn(OnDatabase database) {
        shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers"));
        store = Store.connected(database.server(), shop);
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        campaign = store.aCampaign(GROUP_PRICE, 2, Duration.ofHours(24), Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @EnumSource
    void theDifferenceComesBackWhenTheTeamSucceeds(OnDatabase database) {
        aStoreOn(database);
        assertThat(store.owner().get("/api/v1/campaigns/" + campaign).getString("priceBy"))
                .isEqualTo("REBATE");
        Leader lena = store.aLeader("Lena");
        Buyer mia = store.aBuyer("Mia", lena.clicked(lena.aLink()));
        JsonObject miasPlace = mia.opens(campaign);
        JsonObject ready = mia.admitted(miasPlace);
        assertThat(ready.getString("admission")).isEqualTo("READY");
        assertThat(Store.money(ready.getJsonObject("price").getJsonObject("payNow")))
                .isEqualTo(Money.parse("EUR 12.99"));
        assertThat(Store.money(ready.getJsonObject("price").getJsonObject("comesBack")))
                .isEqualTo(REBATE);
        PlacedOrder miasOrder = mia.paysFor(miasPlace, 1, Payment.AUTHORIZE);
        JsonObject paid = mia.awaitPlace(miasPlace.getString("id"), "PAID", PATIENCE);
        assertThat(rebate(paid, "amount")).isEqualTo(REBATE);
        assertThat(rebate(paid, "open")).isEqualTo(REBATE);

        Buyer noah = store.aBuyer("Noah");
        JsonObject noahsPlace = noah.joins(miasPlace.getString("team"));
        PlacedOrder noahsOrder = noah.paysFor(noahsPlace, 0, Payment.AT_ONCE);

        for (PlacedOrder order : List.of(miasOrder, noahsOrder)) {
            awaitRefunded(order, REBATE);
            assertThat(shop.record(order.orderId()).captured()).isEqualTo(order.total());
        }
        awaitNothingOpen(mia, miasPlace);
        awaitNothingOpen(noah, noahsPlace);
        givenOnce(miasOrder);
        givenOnce(noahsOrder);
        assertThat(alarms()).isEmpty();
        // 8 % of what 10.00 and the other article are without their 19 % of tax: commission follows what stayed paid.
        BigDecimal net = new BigDecimal("29.95").divide(new BigDecimal("1.19"), 2, RoundingMode.HALF_EVEN);
        Money earned =
                Money.of(CurrencyUnit.EUR, net.multiply(new BigDecimal("0.08")).setScale(2, RoundingMode.DOWN));
        Await.until("the commission", PATIENCE, () -> store.commission(miasOrder), earned::equals);
        booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void whatAPersonGaveBackBeforeIsNotGivenAgain(OnDatabase database) {
        aStoreOn(database);
        Team team = aTeamThatLacksOne();
        shop.refund(team.order().orderId(), Money.parse("EUR 1.00"));
        team.fill();
        awaitRefunded(team.order(), REBATE);
        awaitNothingOpen(team.buyer(), team.place());
        assertThat(shop.record(team.order().orderId()).refunds()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatAPersonGaveBackWhileTheShopFailedIsNotGivenAgain(OnDatabase database) {
        aStoreOn(database);
        Team team = aTeamThatLacksOne();
        shop.faults(SampleShopFaults.of("refund").failing(503));
        team.fill();
        awaitRefunds("WAITING", 2);
        shop.refund(team.order().orderId(), REBATE);
        shop.noFaults();
        awaitRefunds("DONE", 1);
        awaitRefunds("REFUSED", 1);
        awaitNothingOpen(team.buyer(), team.place());
        givenOnce(team.order());
        Await.until("no task to be left", PATIENCE, this::alarms, List::isEmpty);
    }

    @ParameterizedTest
    @EnumSource
    void aRebateWhoseAnswerIsLostIsNotGivenTwice(OnDatabase database) {
        aStoreOn(database);
        Team team = aTeamThatLacksOne();
        shop.faults(SampleShopFaults.of("refund")
                .answeredLate(Duration.ofSeconds(20))
                .times(1));
        team.fill();
        awaitRefunds("DONE", 2);
        awaitNothingOpen(team.buyer(), team.place());
        givenOnce(team.order());
    }

    @ParameterizedTest
    @EnumSource
    void whoPaidLessThanTheGroupPriceGetsNothingBack(OnDatabase database) {
        aStoreOn(database);
        shop.coupon("THIRTY", 30);
        Buyer anna = store.aBuyer("Anna");
        JsonObject place = anna.opens(campaign);
        PlacedOrder order = shop.checkout(
                new ShopDriver.Checkout(
                        anna.customer(),
                        Map.of(shop.articles().get(0).variantId(), 1),
                        null,
                        null,
                        Map.of("gather_participation", anna.admitted(place).getString("id")),
                        Payment.AT_ONCE),
                List.of("THIRTY"));
        Buyer ben = store.aBuyer("Ben");
        PlacedOrder other = ben.paysFor(ben.joins(place.getString("team")), 0, Payment.AT_ONCE);
        awaitRefunded(other, REBATE);
        JsonObject confirmed = anna.awaitPlace(place.getString("id"), "CONFIRMED", PATIENCE);
        assertThat(rebate(confirmed, "amount").isZero()).isTrue();
        assertThat(shop.record(order.orderId()).refunds()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFailedTeamGetsAllOfItBack(OnDatabase database) {
        aStoreOn(database);
        Team team = aTeamThatLacksOne();
        Api.Answer cancelled = store.owner()
                .send("POST", "/api/v1/teams/" + team.place().getString("team") + "/cancellation", null, Map.of());
        assertThat(cancelled.status()).isEqualTo(200);
        JsonObject place = team.buyer().awaitPlace(team.place().getString("id"), "RETURNED", PATIENCE);
        assertThat(place.get("rebate")).isNull();
        awaitRefunded(team.order(), team.order().total());
        givenOnce(team.order());
    }

    /** A team of two, one of whom has paid. */
    private record Team(Store store, Buyer buyer, JsonObject place, PlacedOrder order) {
        void fill() {
            Buyer last = store.aBuyer("Zoe");
            last.paysFor(last.joins(place.getString("team")), 0, Payment.AT_ONCE);
        }
    }

    private Team aTeamThatLacksOne() {
        Buyer anna = store.aBuyer("Anna");
        JsonObject place = anna.opens(campaign);
        PlacedOrder order = anna.paysFor(place, 0, Payment.AT_ONCE);
        anna.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        return new Team(store, anna, place, order);
    }

    private void awaitRefunded(PlacedOrder order, Money amount) {
        Await.until(
                amount + " of " + order.number() + " to be refunded",
                PATIENCE,
                () -> shop.record(order.orderId()),
                record -> record.refunded().equals(amount));
    }

    private void awaitNothingOpen(Buyer buyer, JsonObject place) {
        Await.until(
                "the rebate of " + place.getString("id") + " to be seen",
                PATIENCE,
                () -> buyer.place(place.getString("id")),
                view -> view.getString("state").equals("CONFIRMED")
                        && rebate(view, "open").isZero());
    }

    private void awaitRefunds(String state, int count) {
        Await.until(
                count + " refunds to be " + state,
                PATIENCE,
                () -> commands().stream()
                        .filter(command -> command.getString("kind").equals("Refund")
                                && command.getString("state").equals(state))
                        .count(),
                found -> found == count);
    }

    private void givenOnce(PlacedOrder order) {
        assertThat(shop.record(order.orderId()).refunds()).isEqualTo(1);
    }

    private List<JsonObject> commands() {
        return store.owner().get("/api/v1/shop-commands").getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private List<String> alarms() {
        List<String> open = new ArrayList<>();
        store.owner()
                .get("/api/v1/alarms")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .forEach(alarm -> open.add(alarm.getString("kind") + ": " + alarm.getString("message")));
        return open;
    }

    private void booksBalance() {
        assertThat(store.owner().get("/api/v1/ledger/verification").getBoolean("agrees"))
                .isTrue();
        store.owner()
                .get("/api/v1/ledger/trial-balance")
                .getJsonArray("currencies")
                .getValuesAs(JsonObject.class)
                .forEach(currency -> assertThat(
                                Store.money(currency.getJsonObject("total")).isZero())
                        .isTrue());
    }

    private static Money rebate(JsonObject place, String what) {
        return Store.money(place.getJsonObject("rebate").getJsonObject(what));
    }
}
