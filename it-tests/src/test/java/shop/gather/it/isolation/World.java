package shop.gather.it.isolation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.message.channel.MailServer;
import shop.gather.tck.ShopDriver;

/**
 * A store in which something of every kind exists, each in the state in which its methods succeed, and everybody who
 * may call them.
 */
public final class World {

    private static final Money TEN = Money.of(CurrencyUnit.EUR, 10);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Of all stores. */
    private static final MailServer MAILS = MailServer.plain();

    private final GatherServer server;
    private final Store store;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, Api> callers = new LinkedHashMap<>();

    private World(GatherServer server) {
        this.server = server;
        this.store = Shared.aStore(server);
        callers.put("provider", Api.of(server.address(), GatherServer.PROVIDER_KEY));
        callers.put("owner", store.owner());
        callers.put("backEnd", store.aBackEnd());
        callers.put("storefront", store.storefront());
        callers.put("anonymous", Api.of(server.address(), null));
        ids.put("store", store.id());
        Store spare = Store.created(server, Shared.aShop());
        ids.put("spareStore", spare.id());
        spare.shop().settings().forEach((name, value) -> ids.put("spare " + name, value));
        store.shop().settings().forEach(ids::put);
    }

    /** Builds the store on the server. */
    public static World on(GatherServer server) {
        World world = new World(server);
        world.recruitment();
        world.groupBuying();
        PickupWorld.in(world.store, world.ids, world.callers);
        SeriesWorld.in(world.store, world.ids, world.callers);
        ResaleWorld.in(world.store, world.ids, world.callers);
        world.money();
        world.rest();
        return world;
    }

    public Store store() {
        return store;
    }

    public String id(String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException("the store has no " + name);
        }
        return id;
    }

    public Map<String, String> ids() {
        return ids;
    }

    public Api caller(String name) {
        Api caller = callers.get(name);
        if (caller == null) {
            throw new IllegalArgumentException("the store knows no " + name);
        }
        return caller;
    }

    /** An owner's key that lacks one scope. */
    Api ownerWithout(String scope) {
        return callers.computeIfAbsent(
                "without " + scope,
                made -> store.aKeyWith(Stream.of("STORE", "COMMUNITY", "CAMPAIGNS", "MONEY", "SESSIONS")
                        .filter(each -> !each.equals(scope))
                        .toArray(String[]::new)));
    }

    private void recruitment() {
        Leader lena = store.aLeader("Lena of " + store.id());
        Leader neighbour = store.aLeader("Nora of " + store.id());
        callers.put("leader", lena.api());
        callers.put("neighbour", neighbour.api());
        ids.put("leader", lena.id());
        ids.put("leaderMember", lena.member().memberId());
        ids.put("troublesome", store.aLeader("Tina").id());
        ids.put("programme", programme());
        ids.put("application", application(store.aBuyer("Ann")));
        ids.put("secondApplication", application(store.aBuyer("Bob")));
        Buyer applicant = store.aBuyer("Cleo");
        callers.put("applicant", applicant.api());
        ids.put("newcomer", store.aBuyer("Dora").memberId());
        ids.put("leaving", store.aBuyer("Emil").memberId());
        ids.put("twin", store.aBuyer("Fay").memberId());
        ids.put("twinCustomer", store.shop().register("Fay again").customerId());
        ids.put("vouchedCustomer", store.shop().register("Ada").customerId());
        ids.put("newcomerToken", store.shop().register("Gus").token());
        callers.put("leaver", store.aBuyer("Hal").api());
        ids.put(
                "community",
                lena.api()
                        .get("/storefront/v1/communities")
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("id"));
        JsonObject link = lena.aLink();
        ids.put("link", link.getString("id"));
        ids.put("linkCode", link.getString("code"));
        ids.put("click", lena.clicked(link));
        ids.put("coupon", "LENA-" + lena.id().substring(28).toUpperCase(java.util.Locale.ROOT));
        store.owner()
                .post(
                        "/api/v1/leaders/" + lena.id() + "/coupons",
                        Json.createObjectBuilder().add("code", id("coupon")).build());
    }

    private String programme() {
        return store.owner()
                .post(
                        "/api/v1/programmes",
                        Json.createObjectBuilder()
                                .add("name", "Programme of " + store.id())
                                .add("rules", Json.createArrayBuilder())
                                .build())
                .getString("id");
    }

    private String application(Buyer who) {
        return who.api()
                .post(
                        "/storefront/v1/me/applications",
                        Json.createObjectBuilder()
                                .add("programmeId", id("programme"))
                                .add("pitch", "I know everybody here.")
                                .build())
                .getString("id");
    }

    private void groupBuying() {
        store.aCommissionPlan("8", "2", Duration.ofDays(1));
        ids.put("plan", store.owner().get("/api/v1/commission-plans/current").getString("id"));
        ids.put("campaign", aCampaign());
        ids.put("closing", aCampaign());
        ids.put("presale", aPresale());
        store.aBuyer("Pru").opens(id("presale"));
        ids.put("draft", draft());
        ids.put("secondDraft", draft());
        Buyer mia = store.aBuyer("Mia of " + store.id(), id("click"));
        callers.put("buyer", mia.api());
        callers.put("joiner", store.aBuyer("Jo").api());
        callers.put("opener", store.aBuyer("Ole").api());
        JsonObject place = mia.opens(id("campaign"));
        mia.admitted(place);
        ids.put("place", place.getString("id"));
        ids.put("team", place.getString("team"));
        Buyer olga = store.aBuyer("Olga");
        callers.put("quitter", olga.api());
        JsonObject left = olga.joins(id("team"));
        olga.admitted(left);
        ids.put("leftPlace", left.getString("id"));
        Buyer pia = store.aBuyer("Pia");
        JsonObject cancelled = pia.opens(id("campaign"));
        pia.admitted(cancelled);
        ids.put("cancelledTeam", cancelled.getString("team"));
        Buyer rosa = store.aBuyer("Rosa");
        JsonObject paid = rosa.opens(id("campaign"));
        rosa.paysFor(paid);
        rosa.awaitPlace(paid.getString("id"), "PAID", Duration.ofSeconds(60));
        ids.put("acceptedTeam", paid.getString("team"));
        ids.put("drawTeam", store.aBuyer("Dan").opens(aDrawCampaign()).getString("team"));
        ids.put("helpedTeam", aHelpedTeam());
        payWithoutThePrice(mia, place);
        Buyer zoe = store.aBuyer("Zoe");
        callers.put("told", zoe.api());
        tellsByMail(zoe);
        zoe.paysFor(zoe.opens(id("campaign")));
        ids.put("unsubscription", linkOfTheMailTo(zoe));
        ids.put(
                "message",
                Await.until(
                                "a message about the payment",
                                PATIENCE,
                                () -> zoe.api()
                                        .get("/storefront/v1/me/messages")
                                        .getJsonArray("items"),
                                items -> !items.isEmpty())
                        .getJsonObject(0)
                        .getString("id"));
    }

    private void tellsByMail(Buyer member) {
        store.owner()
                .send(
                        "PUT",
                        "/api/v1/message-channels/email",
                        Matrix.mailServer(MAILS.port()).toString(),
                        Map.of("If-Match", "\"0\""));
        member.api().put("/storefront/v1/me/message-settings", Matrix.consent("place-paid"));
    }

    private String linkOfTheMailTo(Buyer member) {
        String sender = Matrix.mailServer(MAILS.port()).getString("from");
        String email = store.owner()
                .get("/api/v1/members/" + member.memberId())
                .getJsonObject("member")
                .getString("email");
        return Await.until(
                        "an e-mail about the payment",
                        PATIENCE,
                        () -> MAILS.mails().stream()
                                .filter(mail -> mail.recipient().equals(email)
                                        && mail.sender().equals(sender))
                                .toList(),
                        mails -> !mails.isEmpty())
                .get(0)
                .header("List-Unsubscribe")
                .replaceAll("^.*/|>\\s*$", "");
    }

    /** Raises an alarm, and brings a commission: a buyer takes a place and pays the ordinary price. */
    private void payWithoutThePrice(Buyer buyer, JsonObject place) {
        ShopDriver.PlacedOrder order = store.shop()
                .checkout(new ShopDriver.Checkout(
                        buyer.customer(),
                        Map.of(store.shop().articles().get(0).variantId(), 1),
                        null,
                        null,
                        Map.of("gather_participation", place.getString("id"), "gather_click", id("click")),
                        ShopDriver.Payment.AUTHORIZE));
        ids.put("order", order.orderId());
        ids.put(
                "alarm",
                Await.until(
                                "an alarm about the price",
                                PATIENCE,
                                () -> store.owner().get("/api/v1/alarms").getJsonArray("items"),
                                items -> !items.isEmpty())
                        .getJsonObject(0)
                        .getString("id"));
    }

    private String aCampaign() {
        return store.aCampaign(TEN, 3, Duration.ofHours(24), Duration.ofHours(2));
    }

    /** A team whose buyer has paid, and whom friends can help. */
    private String aHelpedTeam() {
        Buyer hana = store.aBuyer("Hana");
        JsonObject place =
                hana.opens(store.aCampaignOf(Store.helpedPrice("EUR 10.00", "EUR 5.00", 10), Store.aloneFor("PT24H")));
        hana.paysFor(place);
        hana.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        return place.getString("team");
    }

    private String aDrawCampaign() {
        JsonObject plan = Json.createObjectBuilder(store.campaign(TEN, 3, Duration.ofHours(24), Duration.ofHours(2)))
                .add(
                        "outcomePolicy",
                        Json.createObjectBuilder().add("policy", "draw").add("winners", 1))
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private String aPresale() {
        JsonObject plan = Json.createObjectBuilder(store.campaign(TEN, 3, Duration.ofHours(24), Duration.ofHours(2)))
                .remove("teamSize")
                .remove("teamDuration")
                .remove("paymentMode")
                .remove("hold")
                .remove("repayWithin")
                .add(
                        "teamPolicy",
                        Json.createObjectBuilder()
                                .add("policy", "group-order")
                                .add("minimumUnits", 3)
                                .add("places", 10))
                .add(
                        "paymentPolicy",
                        Json.createObjectBuilder()
                                .add("policy", "reserve-then-pay")
                                .add("payWithin", "PT1H"))
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private String draft() {
        return store.owner()
                .post("/api/v1/campaigns", store.campaign(TEN, 3, Duration.ofHours(24), Duration.ofHours(2)))
                .getString("id");
    }

    private void money() {
        adjust("CREDIT", id("leader"), "90.00");
        Leader debtor = store.aLeader("Della");
        ids.put("debtor", debtor.id());
        adjust("DEBIT", debtor.id(), "5.00");
        ids.put("wished", payout());
        ids.put("unwanted", payout());
        ids.put("sent", payout());
        ids.put("alsoSent", payout());
        approve("sent");
        approve("alsoSent");
        ids.put("batch", store.owner().post("/api/v1/payout-batches", null).getString("id"));
        ids.put("approved", payout());
        approve("approved");
    }

    private void adjust(String direction, String leader, String amount) {
        store.owner()
                .post(
                        "/api/v1/leaders/" + leader + "/adjustments",
                        Json.createObjectBuilder()
                                .add("direction", direction)
                                .add("amount", Matrix.euros(amount))
                                .add("reason", "to begin with")
                                .build());
    }

    private String payout() {
        return caller("leader")
                .post(
                        "/storefront/v1/me/payout-requests",
                        Json.createObjectBuilder()
                                .add("amount", Matrix.euros("10.00"))
                                .build())
                .getString("id");
    }

    private void approve(String request) {
        store.owner().post("/api/v1/payout-requests/" + id(request) + "/approval", null);
    }

    /** An order that could not be read; made by hand, since the sample shop has none. */
    private String postponedOrder(String orderId) {
        String id = java.util.UUID.randomUUID().toString();
        try (var rows = server.storage().openAsOwner();
                var statement = rows.prepareStatement(
                        "insert into order_snapshot (store_id, order_id, retry_at, read_failures, last_read_no, "
                                + "applied_read_no, postponement_id,"
                                + " failing_since, failure) values (cast(? as uuid), ?, now() + interval '1' day, 3, "
                                + "3, 0, cast(? as uuid), now(), 'Unreadable.')")) {
            statement.setString(1, store.id());
            statement.setString(2, orderId);
            statement.setString(3, id);
            statement.executeUpdate();
            return id;
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void rest() {
        ids.put("postponedOrder", postponedOrder("unreadable-1"));
        ids.put("secondPostponedOrder", postponedOrder("unreadable-2"));
        ids.put(
                "key",
                store.owner()
                        .post(
                                "/api/v1/keys",
                                Json.createObjectBuilder()
                                        .add("name", "for the till")
                                        .add("kind", "STOREFRONT")
                                        .build())
                        .getString("id"));
        for (String scope : new String[] {"STORE", "COMMUNITY", "CAMPAIGNS", "MONEY", "SESSIONS"}) {
            ownerWithout(scope);
        }
        Await.until(
                "all commands to the shop to be done",
                PATIENCE,
                () -> store.owner().get("/api/v1/shop-commands?state=WAITING").getJsonArray("items"),
                java.util.List::isEmpty);
        ids.put(
                "eventEndpoint",
                store.owner()
                        .post(
                                "/api/v1/event-endpoints",
                                Json.createObjectBuilder()
                                        .add("url", server.address() + "/nowhere")
                                        .build())
                        .getString("id"));
    }
}
