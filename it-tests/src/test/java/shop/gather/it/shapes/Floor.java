package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.sampleshop.SampleShopBackOffice;
import shop.gather.adapter.sampleshop.SampleShopCart;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/**
 * A store where tea costs 12.99 and 10.00 in a team of two, a mug 19.95 and 15.00 in a team of two, tax of 19 %
 * included, shipping 4.90. Everybody comes by the link of one leader, who earns 8 %.
 */
final class Floor {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String TEA = "green-tea-100g";
    static final String MUG = "clay-mug";

    private static final Map<Database, Floor> SHARED = new EnumMap<>(Database.class);
    private static final Map<Database, Floor> REBATING = new EnumMap<>(Database.class);

    private final SampleShopDriver shop;
    private final Store store;
    private final Leader leader;
    private final String teaCampaign;
    private final String mugCampaign;

    private Floor(GatherServer server, SampleShopTerms terms) {
        shop = Shared.aShop(terms);
        store = Store.connected(server, shop);
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        leader = store.aLeader("Lena");
        teaCampaign = campaign(TEA, "10.00", Duration.ofHours(24), Duration.ofMinutes(15));
        mugCampaign = campaign(MUG, "15.00", Duration.ofHours(24), Duration.ofMinutes(15));
    }

    /** One that all tests of this JVM share: each has buyers and teams of its own. */
    static synchronized Floor on(Database database) {
        return SHARED.computeIfAbsent(
                database, any -> new Floor(database.server(), SampleShopTerms.in(CurrencyUnit.EUR)));
    }

    /** One that tests share, in a shop that cannot charge a group price: the difference comes back. */
    static synchronized Floor rebating(Database database) {
        return REBATING.computeIfAbsent(
                database,
                any -> new Floor(
                        database.server(), SampleShopTerms.in(CurrencyUnit.EUR).without("priceOffers")));
    }

    /** One in a shop of its own. */
    static Floor on(Database database, SampleShopTerms terms) {
        return new Floor(database.server(), terms);
    }

    static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    SampleShopBackOffice office() {
        return shop.backOffice();
    }

    SampleShopDriver shop() {
        return shop;
    }

    Store store() {
        return store;
    }

    /** A published campaign for teams of two. */
    String campaign(String variant, String groupPrice, Duration team, Duration hold) {
        return publish(plan(variant, groupPrice, team, hold));
    }

    /** One that keeps places whose article is exchanged for another variant of the product. */
    String campaignThatKeepsExchanges(String variant, String groupPrice) {
        return publish(Json.createObjectBuilder(plan(variant, groupPrice, Duration.ofHours(24), Duration.ofMinutes(15)))
                .add("exchanges", "KEEP")
                .build());
    }

    private JsonObject plan(String variant, String groupPrice, Duration team, Duration hold) {
        var article = shop.articles().stream()
                .filter(one -> one.variantId().equals(variant))
                .findFirst()
                .orElseThrow();
        return store.campaign(article, eur(groupPrice), 2, team, hold);
    }

    private String publish(JsonObject plan) {
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    Buyer aBuyer() {
        return store.aBuyer("Anna", leader.clicked(leader.aLink()));
    }

    Place opensTea(Buyer buyer) {
        return opens(buyer, TEA, teaCampaign);
    }

    Place opensMug(Buyer buyer) {
        return opens(buyer, MUG, mugCampaign);
    }

    Place opens(Buyer buyer, String variant, String campaign) {
        return new Place(buyer, variant, buyer.admitted(buyer.opens(campaign)));
    }

    Place joins(Buyer buyer, Place other) {
        return new Place(buyer, other.variant(), buyer.admitted(buyer.joins(other.team())));
    }

    /** A cart that pays for these places of one buyer: their codes, and the first one's id. */
    SampleShopCart cartFor(Place... places) {
        SampleShopCart cart = new SampleShopCart().metadata("gather_participation", places[0].id());
        for (Place place : places) {
            String code = place.ready().getString("reference", null);
            if (code != null) {
                cart.code(code);
            }
        }
        return cart;
    }

    PlacedOrder buys(Buyer buyer, SampleShopCart cart) {
        return shop.checkout(buyer.customer(), cart);
    }

    /** Opens a team of two for tea and pays for the place alone, as said: authorize, pay-now, ... */
    Paid paysForTea(String payment) {
        Buyer anna = aBuyer();
        Place place = opensTea(anna);
        PlacedOrder order = buys(anna, cartFor(place).line(TEA, 1).paid(payment));
        return new Paid(place, order);
    }

    /** Somebody else takes and pays for the last place of the team. */
    void fills(Place place) {
        Buyer noah = aBuyer();
        Place last = joins(noah, place);
        buys(noah, cartFor(last).line(place.variant(), 1).paid("pay-now"));
        store.awaitTeam(place.team(), "SUCCEEDED", PATIENCE);
    }

    /** The owner cancels the team. */
    void fails(Place place) {
        Api.Answer answer =
                store.owner().send("POST", "/api/v1/teams/" + place.team() + "/cancellation", null, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** The owner decides whether an order pays for a place. */
    Api.Answer decides(Place place, PlacedOrder order, String decision) {
        return store.owner()
                .send(
                        "POST",
                        "/api/v1/participations/" + place.id() + "/decision",
                        Json.createObjectBuilder()
                                .add("orderId", order.orderId())
                                .add("decision", decision)
                                .add("reason", "Agreed by phone.")
                                .build()
                                .toString(),
                        Map.of());
    }

    /** Waits until the shop keeps so much of an order. */
    Record awaitKept(PlacedOrder order, String amount) {
        return Await.until(
                "the shop to keep " + amount + " of order " + order.number(),
                PATIENCE,
                () -> shop.record(order.orderId()),
                seen -> seen.captured().minus(seen.refunded()).equals(eur(amount)));
    }

    /** Waits until Gather has applied an order that was placed after all that has happened in the shop. */
    void readsTheNews() {
        paysForTea("authorize").place().await("PAID");
    }

    /** The kinds of the open alarms about an order. */
    List<String> alarms(PlacedOrder order) {
        return store
                .owner()
                .get("/api/v1/alarms?limit=200")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(alarm -> alarm.getString("message")
                        .matches("(?s).*\\b(" + order.number() + "|" + order.orderId() + ")\\b.*"))
                .map(alarm -> alarm.getString("kind"))
                .toList();
    }

    void awaitAlarms(PlacedOrder order, String... kinds) {
        Await.until("alarms of order " + order.number(), PATIENCE, () -> alarms(order), List.of(kinds)::equals);
    }

    /** Waits until the leader's commission on an order is 8 % of this net amount, rounded down. */
    void awaitCommissionOn(PlacedOrder order, String amount) {
        Await.until(
                "the commission on order " + order.number(), PATIENCE, () -> commission(order), eur(amount)::equals);
    }

    private Money commission(PlacedOrder order) {
        return store
                .owner()
                .get("/api/v1/commissions?order=" + order.orderId())
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(one -> one.getInt("level") == 1)
                .map(one -> Store.money(one.getJsonObject("amount")))
                .reduce(eur("0.00"), Money::plus);
    }

    /** A buyer's place, as it was when the shop had admitted the buyer. */
    record Place(Buyer buyer, String variant, JsonObject ready) {

        String id() {
            return ready.getString("id");
        }

        String team() {
            return ready.getString("team");
        }

        String code() {
            return ready.getString("reference");
        }

        JsonObject now() {
            return buyer.place(id());
        }

        String state() {
            return now().getString("state");
        }

        JsonObject await(String state) {
            return buyer.awaitPlace(id(), state, PATIENCE);
        }
    }

    /** A place and the order that was placed for it. */
    record Paid(Place place, PlacedOrder order) {}
}
