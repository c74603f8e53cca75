package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The main job, end to end: a leader's link fills a team in a shop, and every cent is accounted for. Told against a
 * running server and a running shop; each sentence is checked against the shop's own records before it is told. Needs a
 * server that does not poll ({@code gather.poll-interval} an hour), so that a lost notification is found by asking, not
 * by luck.
 */
public final class MainStory {

    /** Seconds stand for hours where the story waits for a deadline. */
    private static final Duration SHORT_TEAM = Duration.ofSeconds(20);

    /** Three buyers must check out before the deadline, also where the machine is busier by then than it was. */
    private static final int TIMES_THE_FIRST_TEAM = 5;

    private static final Duration FREEZE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final GatherServer server;
    private final ShopDriver shop;
    private final Narrator narrator;
    private final PlainBooks books;

    private Store store;
    private Leader recruiter;
    private Leader leader;
    private Earnings earnings;
    private JsonObject link;
    private Money groupPrice;
    private final List<PlacedOrder> firstTeam = new ArrayList<>();

    public MainStory(GatherServer server, ShopDriver shop, Narrator narrator) {
        this.server = server;
        this.shop = shop;
        this.narrator = narrator;
        this.books = new PlainBooks(shop);
    }

    /** Plays all chapters. Fails at the first sentence that is not true. */
    public Store play() {
        ShopDriver.Article tea = shop.articles().get(0);
        groupPrice = tea.price().multipliedBy(java.math.BigDecimal.valueOf(0.77), RoundingMode.HALF_UP);
        connect();
        recruit();
        Buyer mia = follow();
        Duration filling = fillTheFirstTeam(mia);
        new Deadlines(server, store, shop, books, narrator, earnings).play(link, groupPrice, shortTeam(filling));
        refundInPart();
        new CommunityOrder(store, shop, books, narrator, earnings).play(link);
        new Payday(store, shop, books, narrator, earnings).play();
        return store;
    }

    /** How long a team has whose end the story waits for: three checkouts of this shop on this machine fit into it. */
    private static Duration shortTeam(Duration filling) {
        Duration enough =
                Duration.ofSeconds(filling.multipliedBy(TIMES_THE_FIRST_TEAM).toSeconds());
        return enough.compareTo(SHORT_TEAM) > 0 ? enough : SHORT_TEAM;
    }

    private void connect() {
        narrator.chapter(1, "The provider creates a store and connects it to its shop");
        store = Store.created(server, shop);
        narrator.tell("Store " + store.id() + " exists, with a key for its owner.");
        Map<String, String> wrongKey = new HashMap<>(shop.settings());
        wrongKey.replaceAll(
                (name, value) -> isCredential(name) ? value.substring(0, value.length() - 2) + "zz" : value);
        refused("a wrong key", store.connection(wrongKey, store.currency()));
        refused(
                "another currency",
                store.connection(shop.settings(), store.currency().equals("JPY") ? "EUR" : "JPY"));
        Map<String, String> wrongUrl = new HashMap<>(shop.settings());
        wrongUrl.replaceAll((name, value) -> value.startsWith("http") ? "http://127.0.0.1:1" : value);
        refused("a wrong address", store.connection(wrongUrl, store.currency()));
        store.connect();
        shop.notifyTo(store.hook(server));
        JsonObject connection = store.owner().get("/api/v1/connection");
        narrator.tell("Connected to " + connection.getString("shopName") + ", which can: "
                + connection.getJsonArray("capabilities") + ".");
        store.aCommissionPlan("8", "2", FREEZE);
        narrator.tell("The owner's plan: 8 % for the leader, 2 % for who recruited her, frozen for "
                + FREEZE.toSeconds() + " seconds (days in real life).");
    }

    private static boolean isCredential(String name) {
        return name.toLowerCase(java.util.Locale.ROOT)
                .matches(".*(adminkey|password|consumersecret|secretkey).*|secret");
    }

    private void refused(String what, JsonObject connection) {
        Api.Answer answer = store.owner().send("PUT", "/api/v1/connection", connection.toString(), Map.of());
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 422);
        narrator.tell("With " + what + " it is refused: " + answer.json().getString("detail"));
    }

    private void recruit() {
        narrator.chapter(2, "A customer becomes a leader, invited by another");
        recruiter = store.aLeader("Rosa");
        String programme = store.owner()
                .post(
                        "/api/v1/programmes",
                        Json.createObjectBuilder()
                                .add("name", "Tea leaders")
                                .add("open", true)
                                .add(
                                        "rules",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder().add("rule", "invited-by-a-leader"))
                                                .add(Json.createObjectBuilder().add("rule", "accepts-terms")))
                                .build())
                .getString("id");
        Buyer lena = store.aBuyer("Lena");
        JsonObject application = lena.api()
                .post(
                        "/storefront/v1/me/applications",
                        Json.createObjectBuilder()
                                .add("programmeId", programme)
                                .add("invitation", recruiter.anInvitation(programme))
                                .add("pitch", "I bring my neighbours together over tea.")
                                .add("acceptsTerms", true)
                                .build());
        assertThat(application.getString("state")).isEqualTo("SUBMITTED");
        narrator.tell(
                "Lena applies with Rosa's invitation; she meets each rule: " + application.getJsonArray("screening"));
        store.owner().post("/api/v1/applications/" + application.getString("id") + "/approval", null);
        String leaderId = lena.api().get("/storefront/v1/me/leader").getString("id");
        assertThat(store.owner().get("/api/v1/leaders/" + leaderId).getString("recruiterId"))
                .isEqualTo(recruiter.id());
        leader = new Leader(lena, leaderId);
        earnings = new Earnings(store, books, leader, recruiter);
        link = leader.api()
                .get("/storefront/v1/me/group-links")
                .getJsonArray("items")
                .getJsonObject(0);
        Api.Answer svg = leader.api()
                .send("GET", "/storefront/v1/me/group-links/" + link.getString("id") + "/qr.svg", null, Map.of());
        Api.Answer png = leader.api()
                .send("GET", "/storefront/v1/me/group-links/" + link.getString("id") + "/qr.png", null, Map.of());
        assertThat(svg.body()).contains("<svg");
        assertThat(png.headers().get("content-type")).isEqualTo("image/png");
        narrator.tell("The owner approves. Lena has a community and a link: " + link.getString("url")
                + " (QR code as SVG and PNG).");
    }

    private Buyer follow() {
        narrator.chapter(3, "A visitor follows the link into the shop");
        JsonObject productLink = leader.api()
                .post(
                        "/storefront/v1/me/group-links",
                        Json.createObjectBuilder()
                                .add("variantId", shop.articles().get(0).variantId())
                                .build());
        Api.Answer redirect =
                Api.of(server.address(), null).send("GET", "/l/" + productLink.getString("code"), null, Map.of());
        String click = Leader.click(redirect);
        String target =
                redirect.headers().get("location").replaceAll("gather_click=[^&]+", "gather_click=<signed token>");
        narrator.tell("302 to " + target);
        link = productLink;
        Buyer mia = store.aBuyer("Mia", click);
        assertThat(mia.session().getJsonObject("bond").getString("leaderId")).isEqualTo(leader.id());
        narrator.tell(
                "Mia logs in at the shop; its token is exchanged for a Gather session, and she is bound to Lena.");
        return mia;
    }

    /** @return from the first place to the last payment */
    private Duration fillTheFirstTeam(Buyer mia) {
        narrator.chapter(4, "She opens a team of three at the group price");
        String campaign = store.aCampaign(groupPrice, 3, Duration.ofHours(24), Duration.ofMinutes(15));
        narrator.tell("The campaign: " + shop.articles().get(0).title() + " at " + groupPrice + " instead of "
                + shop.articles().get(0).price() + ", teams of 3, 24 hours.");
        long begin = System.nanoTime();
        JsonObject place = mia.opens(campaign);
        String team = place.getString("team");
        JsonObject ready = mia.admitted(place);
        narrator.tell("Mia has a place on hold until " + ready.getString("payUntil")
                + "; the shop gives her the price (" + ready.getString("redemption") + ").");
        firstTeam.add(books.placed(mia.paysFor(place, 1, Payment.AUTHORIZE)));
        mia.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        assertThat(shop.record(firstTeam.get(0).orderId()).captures()).isZero();
        narrator.tell("She pays " + firstTeam.get(0).total() + " in the shop's own checkout, with a "
                + shop.articles().get(1).title() + " beside it: authorized, nothing captured yet.");

        narrator.chapter(5, "Two more join from the link, and the team succeeds");
        for (String name : List.of("Noah", "Olga")) {
            Buyer buyer = store.aBuyer(name, leader.clicked(link));
            firstTeam.add(books.placed(buyer.paysFor(buyer.joins(team), 0, Payment.AUTHORIZE)));
        }
        Duration filling = Duration.ofNanos(System.nanoTime() - begin);
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        for (PlacedOrder order : firstTeam) {
            Await.until(
                    "the capture of " + order.number(),
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    record -> record.captured().equals(order.total()));
            assertThat(shop.record(order.orderId()).captures()).isEqualTo(1);
        }
        narrator.tell("With the third payment the team succeeds: all three orders are captured, once each.");
        earnings.awaitAsInTheBooks();
        narrator.tell("Commission of goods without shipping and tax: " + books.earned(8) + " for Lena (level 1), "
                + books.earned(2) + " for Rosa (level 2).");
        JsonArray why = store.owner()
                .get("/api/v1/attributions?order=" + firstTeam.get(0).orderId())
                .getJsonArray("items");
        narrator.tell("Why Lena: " + why.getJsonObject(0).getString("reason"));
        return filling;
    }

    private void refundInPart() {
        narrator.chapter(7, "A buyer gets a partial refund in the shop");
        Money before = books.earned(8);
        PlacedOrder order = firstTeam.get(1);
        Money half = order.total().dividedBy(2, RoundingMode.HALF_UP);
        shop.refund(order.orderId(), half);
        earnings.awaitAsInTheBooks();
        assertThat(books.earned(8)).isLessThan(before);
        narrator.tell("The owner refunds " + half + " of " + order.total()
                + ". Lena's commissions shrink in proportion, from " + before + " to " + books.earned(8) + ".");
    }
}
