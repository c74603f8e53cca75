package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.EventReceiver;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * What the main story tells of deadlines: a team that did not fill gives its goods up and nothing else, and one whose
 * last payment was not heard of is saved.
 */
final class Deadlines {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final GatherServer server;
    private final Store store;
    private final ShopDriver shop;
    private final PlainBooks books;
    private final Narrator narrator;
    private final Earnings earnings;

    Deadlines(
            GatherServer server, Store store, ShopDriver shop, PlainBooks books, Narrator narrator, Earnings earnings) {
        this.server = server;
        this.store = store;
        this.shop = shop;
        this.books = books;
        this.narrator = narrator;
        this.earnings = earnings;
    }

    /**
     * @param link which all buyers followed
     * @param shortTeam how long a team has
     */
    void play(JsonObject link, Money groupPrice, Duration shortTeam) {
        narrator.chapter(6, "A second team does not fill; a third is saved by asking the shop");
        String campaign = store.aCampaign(groupPrice, 3, shortTeam, Duration.ofMinutes(15));
        narrator.tell("A campaign whose teams have " + shortTeam.toSeconds() + " seconds (hours in real life).");
        try (EventReceiver owner = EventReceiver.of(store)) {
            fail(campaign, link, groupPrice, owner, PATIENCE.plus(shortTeam));
            rescue(campaign, link, PATIENCE.plus(shortTeam));
        }
    }

    private void fail(String campaign, JsonObject link, Money groupPrice, EventReceiver owner, Duration untilTheEnd) {
        List<PlacedOrder> lost = new ArrayList<>();
        Buyer paula = follower("Paula", link);
        JsonObject paulasPlace = paula.opens(campaign);
        Buyer quinn = follower("Quinn", link);
        JsonObject quinnsPlace = quinn.joins(paulasPlace.getString("team"));
        lost.add(books.placed(paula.paysFor(paulasPlace, 1, Payment.AUTHORIZE)));
        lost.add(books.placed(quinn.paysFor(quinnsPlace, 1, Payment.AUTHORIZE)));
        int stock = shop.stock(shop.articles().get(0));
        store.awaitTeam(paulasPlace.getString("team"), "FAILED", untilTheEnd);
        for (PlacedOrder order : lost) {
            Money rest = order.total().minus(groupPrice);
            Await.until(
                    "the other article of " + order.number() + " alone to be paid",
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    record -> record.captured().minus(record.refunded()).equals(rest));
            ShopDriver.Record record = shop.record(order.orderId());
            assertThat(record.cancelled()).isFalse();
            assertThat(record.activeQuantities()
                            .getOrDefault(shop.articles().get(0).variantId(), 0))
                    .isZero();
            assertThat(record.activeQuantities().get(shop.articles().get(1).variantId()))
                    .isEqualTo(1);
            books.gaveUp(order, groupPrice);
        }
        JsonObject told = paula.awaitPlace(paulasPlace.getString("id"), "RETURNED", PATIENCE);
        assertThat(told.getString("reason")).isEqualTo("team-not-filled");
        assertThat(shop.stock(shop.articles().get(0))).isEqualTo(stock + 2);
        Await.until(
                "the signed events",
                PATIENCE,
                () -> owner.ofType("participation.failed").stream()
                        .map(event -> event.getJsonObject("data").getString("team"))
                        .filter(paulasPlace.getString("team")::equals)
                        .count(),
                events -> events >= 2);
        narrator.tell(
                "The deadline passes with two of three. Their tea is cancelled at the shop and not paid; the other "
                        + "article stays. Stock is back, Paula reads: "
                        + told.getString("reason") + "; signed events went out.");
        earnings.awaitAsInTheBooks();
        narrator.tell(
                "No commission for the tea that was not sold; Lena earns only on the other article that they kept.");
    }

    private void rescue(String campaign, JsonObject link, Duration untilTheEnd) {
        Buyer rita = follower("Rita", link);
        JsonObject ritasPlace = rita.opens(campaign);
        String third = ritasPlace.getString("team");
        Buyer sam = follower("Sam", link);
        Buyer tom = follower("Tom", link);
        JsonObject samsPlace = sam.joins(third);
        JsonObject tomsPlace = tom.joins(third);
        List<PlacedOrder> rescued = new ArrayList<>();
        rescued.add(books.placed(rita.paysFor(ritasPlace, 0, Payment.AUTHORIZE)));
        rescued.add(books.placed(sam.paysFor(samsPlace, 0, Payment.AUTHORIZE)));
        tom.admitted(tomsPlace);
        sam.awaitPlace(samsPlace.getString("id"), "PAID", PATIENCE);
        shop.notifyTo("");
        rescued.add(books.placed(tom.paysFor(tomsPlace, 0, Payment.AUTHORIZE)));
        assertThat(tom.place(tomsPlace.getString("id")).getString("state")).isEqualTo("HELD");
        narrator.tell(
                "In a third team the last payment is made in time, but the shop's notification is lost: Gather still "
                        + "shows the place on hold.");
        store.awaitTeam(third, "SUCCEEDED", untilTheEnd);
        shop.notifyTo(store.hook(server));
        for (PlacedOrder order : rescued) {
            Await.until(
                    "the capture of " + order.number(),
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    record -> record.captured().equals(order.total()));
        }
        earnings.awaitAsInTheBooks();
        narrator.tell("At the deadline the shop is asked before anything is decided: the team succeeds.");
    }

    private Buyer follower(String name, JsonObject link) {
        return store.aBuyer(name, earnings.leader().clicked(link));
    }
}
