package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.adapter.http.ReferenceDriver;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * What Gather is good for at a shop that does nothing for it and tells nothing of itself: leaders are credited, teams
 * succeed and fail, and a person pays back in the shop what Gather names. All that Gather learns, it polls.
 */
final class ReadOnlyStory {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ReferenceDriver shop;
    private final PlainBooks books;
    private final Store store;
    private final Api backEnd;
    private final Money price;
    private final Money groupPrice;
    private final Money rebate;
    private Leader leader;

    ReadOnlyStory(GatherServer server, ReferenceDriver shop) {
        this.shop = shop;
        this.books = new PlainBooks(shop);
        this.store = Store.created(server, shop);
        store.connect();
        this.backEnd = store.aBackEnd();
        this.price = shop.articles().get(0).price();
        this.rebate = Money.ofMinor(price.getCurrencyUnit(), 299);
        this.groupPrice = price.minus(rebate);
    }

    void play() {
        nothingIsPromisedThatTheShopCannotDo();
        recruit();
        creditByCouponCode();
        succeed();
        fail();
        balance();
    }

    private void nothingIsPromisedThatTheShopCannotDo() {
        assertThat(store.owner().get("/api/v1/connection").getJsonArray("capabilities"))
                .isEmpty();
        Api.Answer refused = store.storefront()
                .send(
                        "POST",
                        "/storefront/v1/sessions",
                        Json.createObjectBuilder()
                                .add("shopToken", shop.register("Nobody").token())
                                .build()
                                .toString(),
                        Map.of());
        assertThat(refused.problem()).isEqualTo("not-supported-by-shop");
        Api.Answer campaign = store.owner()
                .send(
                        "POST",
                        "/api/v1/campaigns/" + draft("AUTHORIZE", Duration.ofHours(24)) + "/publication",
                        null,
                        Map.of());
        assertThat(campaign.problem()).as(campaign.body()).isEqualTo("not-supported-by-shop");
    }

    private void recruit() {
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        leader = store.aLeader(store.aBuyer("Lena", backEnd, null));
    }

    private void creditByCouponCode() {
        shop.coupon("LENA10", 10);
        store.owner()
                .post(
                        "/api/v1/leaders/" + leader.id() + "/coupons",
                        Json.createObjectBuilder().add("code", "LENA10").build());
        PlacedOrder order = shop.checkout(
                new Checkout(
                        shop.register("Otto"),
                        Map.of(shop.articles().get(1).variantId(), 2),
                        null,
                        null,
                        Map.of(),
                        Payment.AT_ONCE),
                List.of("LENA10"));
        books.placed(order);
        assertThat(reason(order)).contains("coupon code LENA10");
        awaitEarnings();
    }

    private void succeed() {
        Money nothing = Money.zero(price.getCurrencyUnit());
        ShopDriver.Article article = shop.articles().get(0);
        String campaign = draft("AT_ONCE", Duration.ofHours(24));
        JsonObject publication = store.owner().post("/api/v1/campaigns/" + campaign + "/publication", null);
        assertThat(publication.getJsonObject("campaign").getString("state")).isEqualTo("PUBLISHED");
        assertThat(publication.getJsonObject("campaign").getString("priceBy")).isEqualTo("REBATE");
        assertThat(publication.getJsonArray("warnings").toString()).contains("get the difference to EUR 10.00 back");
        JsonObject shown =
                store.storefront().get("/storefront/v1/campaigns/" + campaign).getJsonObject("price");
        assertThat(Store.money(shown.getJsonObject("payNow"))).isEqualTo(price);
        assertThat(Store.money(shown.getJsonObject("comesBack"))).isEqualTo(rebate);

        JsonObject link = leader.aLink();
        Buyer mia = store.aBuyer("Mia", backEnd, leader.clicked(link));
        JsonObject miasPlace = mia.opens(campaign);
        PlacedOrder miasOrder = mia.paysFor(miasPlace, 1, Payment.AT_ONCE);
        books.placed(miasOrder);
        assertThat(miasOrder.total()).isGreaterThan(price);
        mia.awaitPlace(miasPlace.getString("id"), "PAID", PATIENCE);

        // Noah's cart lost what the storefront put on it: his order is known by buyer, article and time.
        Buyer noah = store.aBuyer("Noah", backEnd, leader.clicked(link));
        JsonObject noahsPlace = noah.joins(miasPlace.getString("team"));
        noah.admitted(noahsPlace);
        PlacedOrder noahsOrder = shop.checkout(
                Checkout.of(noah.customer(), Map.of(shop.articles().get(0).variantId(), 1)));
        books.placed(noahsOrder);
        store.awaitTeam(miasPlace.getString("team"), "SUCCEEDED", PATIENCE);
        assertThat(reason(miasOrder)).contains("link");
        books.dueBack(miasOrder, rebate, article);
        books.dueBack(noahsOrder, rebate, article);
        awaitEarnings();

        awaitTask("rebate-to-pay", miasOrder, mia, rebate);
        awaitTask("rebate-to-pay", noahsOrder, noah, rebate);
        shop.refund(miasOrder.orderId(), rebate);
        books.dueBack(miasOrder, nothing, article);
        awaitDone(miasOrder);
        assertThat(open(mia, miasPlace)).isEqualTo(nothing);
        awaitEarnings();
        Money part = Money.ofMinor(price.getCurrencyUnit(), 100);
        shop.refund(noahsOrder.orderId(), part);
        awaitTask("rebate-to-pay", noahsOrder, noah, rebate.minus(part));
        assertThat(open(noah, noahsPlace)).isEqualTo(rebate.minus(part));
        books.dueBack(noahsOrder, rebate.minus(part), article);
        awaitEarnings();
        shop.refund(noahsOrder.orderId(), rebate.minus(part));
        books.dueBack(noahsOrder, nothing, article);
        awaitDone(noahsOrder);
        awaitEarnings();
    }

    private void fail() {
        String campaign = draft("AT_ONCE", Duration.ofSeconds(8));
        store.publish(campaign);
        Buyer paula = store.aBuyer("Paula", backEnd, leader.clicked(leader.aLink()));
        JsonObject place = paula.opens(campaign);
        PlacedOrder order = paula.paysFor(place, 0, Payment.AT_ONCE);
        books.placed(order);
        store.awaitTeam(place.getString("team"), "FAILED", PATIENCE);
        awaitTask("order-to-cancel", order, paula, order.total());
        shop.cancel(order.orderId());
        awaitTask("refund-to-pay", order, paula, order.total());
        shop.refund(order.orderId(), order.total());
        paula.awaitPlace(place.getString("id"), "RETURNED", PATIENCE);
        awaitDone(order);
        awaitEarnings();
    }

    private void balance() {
        assertThat(tasks()).isEmpty();
        JsonObject verification = store.owner().get("/api/v1/ledger/verification");
        assertThat(verification.getBoolean("agrees"))
                .as(verification.toString())
                .isTrue();
        for (JsonObject currency : store.owner()
                .get("/api/v1/ledger/trial-balance")
                .getJsonArray("currencies")
                .getValuesAs(JsonObject.class)) {
            assertThat(Store.money(currency.getJsonObject("total")).isZero()).isTrue();
        }
    }

    /** A campaign on the first article at the group price, in teams of two. */
    private String draft(String paymentMode, Duration teamDuration) {
        JsonObject body = store.campaign(groupPrice, 2, teamDuration, Duration.ofMinutes(15));
        return store.owner()
                .post(
                        "/api/v1/campaigns",
                        Json.createObjectBuilder(body)
                                .add("paymentMode", paymentMode)
                                .build())
                .getString("id");
    }

    /** The one task for an order, once it names the buyer and the amount. */
    private void awaitTask(String kind, PlacedOrder order, Buyer buyer, Money amount) {
        Await.until(
                kind + " of " + amount + " of " + order.number(),
                PATIENCE,
                () -> tasks(order),
                tasks -> tasks.size() == 1
                        && tasks.get(0).getString("kind").equals(kind)
                        && tasks.get(0).getString("message").contains(amount.toString())
                        && tasks.get(0)
                                .getString("message")
                                .contains("customer " + buyer.customer().customerId()));
    }

    private void awaitDone(PlacedOrder order) {
        Await.until("no task for " + order.number() + " to be left", PATIENCE, () -> tasks(order), List::isEmpty);
    }

    private List<JsonObject> tasks(PlacedOrder order) {
        return tasks().stream()
                .filter(alarm -> alarm.getString("message").contains(order.number()))
                .filter(alarm -> !alarm.getString("kind").equals("cancelled-not-refunded"))
                .toList();
    }

    private List<JsonObject> tasks() {
        return store.owner().get("/api/v1/alarms").getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static Money open(Buyer buyer, JsonObject place) {
        return Store.money(
                buyer.place(place.getString("id")).getJsonObject("rebate").getJsonObject("open"));
    }

    private String reason(PlacedOrder order) {
        return Await.until(
                        "the attribution of " + order.number(),
                        PATIENCE,
                        () -> store.owner()
                                .get("/api/v1/attributions?order=" + order.orderId())
                                .getJsonArray("items")
                                .getValuesAs(JsonObject.class),
                        found -> !found.isEmpty())
                .get(0)
                .getString("reason");
    }

    /** Waits until the leader's commissions are what the plain recomputation from the shop's records says. */
    private void awaitEarnings() {
        Money expected = books.earned(8);
        Await.until("Lena's commissions to be " + expected, PATIENCE, this::earned, expected::equals);
    }

    private Money earned() {
        Money sum = Money.zero(price.getCurrencyUnit());
        for (JsonObject balance : leader.balances().getJsonArray("balances").getValuesAs(JsonObject.class)) {
            sum = sum.plus(Store.money(balance.getJsonObject("pending")))
                    .plus(Store.money(balance.getJsonObject("available")));
        }
        return sum;
    }
}
