package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A store of its own with a plan of 8 % and 2 %, where people buy without any team, and what is in its books. */
final class Scene {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration LONG_FREEZE = Duration.ofDays(14);
    static final Duration SHORT_FREEZE = Duration.ofSeconds(1);

    private final GatherServer server;
    private final SampleShopDriver shop;
    private final Store store;

    private Scene(GatherServer server, SampleShopDriver shop) {
        this.server = server;
        this.shop = shop;
        this.store = Store.connected(server, shop);
    }

    static Scene on(GatherServer server, Duration freeze) {
        return in(CurrencyUnit.EUR, server, freeze);
    }

    static Scene in(CurrencyUnit currency, GatherServer server, Duration freeze) {
        Scene scene = new Scene(server, Shared.aShop(currency));
        scene.store.aCommissionPlan("8", "2", freeze);
        return scene;
    }

    Store store() {
        return store;
    }

    SampleShopDriver shop() {
        return shop;
    }

    Leader aLeader(String name) {
        return store.aLeader(name);
    }

    /** A leader whom another recruited. */
    Leader aLeaderRecruitedBy(Leader recruiter) {
        String programme = store.owner()
                .post(
                        "/api/v1/programmes",
                        Json.createObjectBuilder()
                                .add("name", "Leaders")
                                .add("open", true)
                                .add(
                                        "rules",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder().add("rule", "invited-by-a-leader")))
                                .build())
                .getString("id");
        Buyer applicant = store.aBuyer("Lena");
        JsonObject application = applicant
                .api()
                .post(
                        "/storefront/v1/me/applications",
                        Json.createObjectBuilder()
                                .add("programmeId", programme)
                                .add("invitation", recruiter.anInvitation(programme))
                                .add("pitch", "I know many people.")
                                .add("acceptsTerms", true)
                                .build());
        store.owner().post("/api/v1/applications/" + application.getString("id") + "/approval", null);
        String id = applicant.api().get("/storefront/v1/me/leader").getString("id");
        return new Leader(applicant, id);
    }

    /** Somebody follows a leader's link, logs in at the shop and buys one of the first article there. */
    PlacedOrder anOrderThrough(Leader leader) {
        return anOrderThrough(leader, 1, 0);
    }

    /** The same with so many of the first and of the second article, paid at once. */
    PlacedOrder anOrderThrough(Leader leader, int first, int second) {
        String click = leader.clicked(leader.aLink());
        return buys(store.aBuyer("Mia", click), click, first, second, Payment.AT_ONCE);
    }

    /** @param click carried by the cart; null for a cart that lost it */
    PlacedOrder buys(Buyer buyer, String click, int first, int second, Payment payment) {
        Map<String, Integer> quantities = new HashMap<>();
        quantities.put(shop.articles().get(0).variantId(), first);
        if (second > 0) {
            quantities.put(shop.articles().get(1).variantId(), second);
        }
        return shop.checkout(new ShopDriver.Checkout(
                buyer.customer(),
                quantities,
                null,
                null,
                click == null ? Map.of() : Map.of("gather_click", click),
                payment));
    }

    void shopIsHeard() {
        shop.notifyTo(store.hook(server));
    }

    void shopIsNotHeard() {
        shop.notifyTo("");
    }

    /** What an order should earn, computed from the shop's own record with nothing but decimals. */
    Money earned(PlacedOrder order, int percent) {
        return earned(order, percent, 0);
    }

    /** @param cents what the base differs from the exact proportion by, in minor units */
    private Money earned(PlacedOrder order, int percent, int cents) {
        ShopDriver.Record record = shop.record(order.orderId());
        int decimals = order.total().getCurrencyUnit().getDecimalPlaces();
        BigDecimal goods =
                record.lineNet().values().stream().map(Money::getAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal kept = record.captured().minus(record.refunded()).getAmount();
        BigDecimal base = record.cancelled()
                ? BigDecimal.ZERO
                : goods.multiply(kept).divide(order.total().getAmount(), 30, RoundingMode.HALF_EVEN);
        return Money.of(
                order.total().getCurrencyUnit(),
                base.setScale(decimals, RoundingMode.HALF_EVEN)
                        .add(BigDecimal.valueOf(cents, decimals))
                        .max(BigDecimal.ZERO)
                        .multiply(BigDecimal.valueOf(percent))
                        .movePointLeft(2)
                        .setScale(decimals, RoundingMode.DOWN));
    }

    /**
     * What is given back is divided among lines and shipping, each in whole minor units: the base of an order with
     * refunds may differ by one for each line.
     */
    private boolean isEarned(PlacedOrder order, Money commission) {
        ShopDriver.Record record = shop.record(order.orderId());
        int cents = record.refunded().isZero() ? 0 : record.lineNet().size();
        return !commission.isLessThan(earned(order, 8, -cents)) && !commission.isGreaterThan(earned(order, 8, cents));
    }

    List<JsonObject> commissions(PlacedOrder order) {
        return store.owner()
                .get("/api/v1/commissions?order=" + order.orderId())
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    /** The amount of an order's commission; zero if it has none. */
    Money commission(PlacedOrder order, int level) {
        List<JsonObject> found = commissions(order).stream()
                .filter(commission -> commission.getInt("level") == level)
                .toList();
        assertThat(found).as("commissions of one order and level").hasSizeLessThan(2);
        return found.isEmpty()
                ? Money.zero(order.total().getCurrencyUnit())
                : Store.money(found.get(0).getJsonObject("amount"));
    }

    /** Waits until an order's commission at the first level is what the shop's record earns. */
    Money awaitCommission(PlacedOrder order) {
        return Await.until(
                "the commission of " + order.number(),
                PATIENCE,
                () -> commission(order, 1),
                found -> isEarned(order, found));
    }

    List<JsonObject> attributions(PlacedOrder order) {
        return store.owner()
                .get("/api/v1/attributions?order=" + order.orderId())
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    JsonObject awaitAttribution(PlacedOrder order) {
        return Await.until(
                        "the attribution of " + order.number(),
                        PATIENCE,
                        () -> attributions(order),
                        found -> !found.isEmpty())
                .get(0);
    }

    /** @param kind pending, available or requested */
    Money balance(Leader leader, String kind) {
        for (JsonObject balance : leader.balances().getJsonArray("balances").getValuesAs(JsonObject.class)) {
            if (balance.getString("currency").equals(store.currency())) {
                return Store.money(balance.getJsonObject(kind));
            }
        }
        return Money.zero(CurrencyUnit.of(store.currency()));
    }

    Money awaitBalance(Leader leader, String kind, Money wanted) {
        return Await.until(
                "the " + kind + " balance to be " + wanted, PATIENCE, () -> balance(leader, kind), wanted::equals);
    }

    /** The owner gives a leader an amount, or takes it, by hand. */
    Api.Answer adjusts(Leader leader, String direction, String amount, String key) {
        return store.owner()
                .send(
                        "POST",
                        "/api/v1/leaders/" + leader.id() + "/adjustments",
                        Json.createObjectBuilder()
                                .add("direction", direction)
                                .add("amount", amount(amount))
                                .add("reason", "By hand")
                                .build()
                                .toString(),
                        Map.of("Idempotency-Key", key));
    }

    /** A leader who can have so much paid out. */
    Leader aLeaderWith(String available) {
        Leader leader = aLeader("Lena");
        Api.Answer given =
                adjusts(leader, "CREDIT", available, UUID.randomUUID().toString());
        assertThat(given.status()).as(given.body()).isEqualTo(201);
        return leader;
    }

    /** By transfer. */
    Api.Answer asks(Leader leader, String amount) {
        return asks(leader, Json.createObjectBuilder().add("amount", amount(amount)));
    }

    Api.Answer asksForCredit(Leader leader, String amount) {
        return asks(
                leader, Json.createObjectBuilder().add("amount", amount(amount)).add("method", "STORE_CREDIT"));
    }

    private static Api.Answer asks(Leader leader, JsonObjectBuilder wish) {
        return leader.api()
                .send(
                        "POST",
                        "/storefront/v1/me/payout-requests",
                        wish.build().toString(),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** The owner decides about a payout request: approval, rejection or failure. */
    Api.Answer decides(String request, String decision) {
        return store.owner()
                .send(
                        "POST",
                        "/api/v1/payout-requests/" + request + "/" + decision,
                        Json.createObjectBuilder()
                                .add("reason", "Decided")
                                .build()
                                .toString(),
                        Map.of());
    }

    /** A leader is paid all that was asked for, as far as a bank could. */
    void paysOut(String request) {
        assertThat(decides(request, "approval").status()).isEqualTo(200);
        JsonObject batch = store.owner().post("/api/v1/payout-batches", null);
        store.owner().post("/api/v1/payout-batches/" + batch.getString("id") + "/settlement", null);
    }

    /** Fails unless every balance is the sum of its postings and each currency's accounts add up to zero. */
    void booksBalance() {
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

    Money money(String amount) {
        return Money.of(CurrencyUnit.of(store.currency()), new BigDecimal(amount));
    }

    private JsonObject amount(String amount) {
        return Store.amount(money(amount));
    }
}
