package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.EventReceiver;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The bank declines a capture after the team has succeeded: the team stands, and the buyer may pay again for a while;
 * then the order is cancelled and nobody earns from it.
 */
class DeclinedCaptureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LONG = Duration.ofHours(36);

    @ParameterizedTest
    @EnumSource
    void whoPaysAgainInTimeKeepsThePlace(OnDatabase database) {
        Scene scene = new Scene(database, LONG, 0);
        try (EventReceiver events = EventReceiver.of(scene.store)) {
            scene.teamSucceedsAndBensCaptureIsDeclined();

            JsonObject told = scene.awaitReason("payment-declined-pay-again");
            assertThat(told.getString("state")).isEqualTo("CONFIRMED");
            assertThat(Instant.parse(told.getString("payUntil")))
                    .isBetween(
                            Instant.now().plus(LONG).minus(PATIENCE),
                            Instant.now().plus(LONG).plusSeconds(5));
            assertThat(scene.alarms()).singleElement().satisfies(alarm -> assertThat(alarm.getString("message"))
                    .contains(scene.bensOrder.orderId())
                    .contains(told.getString("payUntil")));
            JsonObject event = Await.until(
                            "the event",
                            PATIENCE,
                            () -> events.ofType("participation.payment-declined"),
                            found -> !found.isEmpty())
                    .get(0)
                    .getJsonObject("data");
            assertThat(event.getString("participation")).isEqualTo(told.getString("id"));
            assertThat(event.getString("payUntil")).isEqualTo(told.getString("payUntil"));
            assertThat(scene.shop.record(scene.bensOrder.orderId()).captures()).isZero();
            assertThat(scene.commissions(scene.bensOrder)).isEmpty();

            scene.shop.payAgain(scene.ben.customer(), scene.bensOrder.orderId(), Payment.AUTHORIZE);

            scene.awaitCaptured(scene.bensOrder);
            Await.until(
                    "the reason to be gone",
                    PATIENCE,
                    () -> scene.ben.place(scene.bensPlace),
                    place -> place.getString("reason", null) == null);
            assertThat(scene.alarms()).isEmpty();
            Await.until("a commission", PATIENCE, () -> scene.commissions(scene.bensOrder), found -> !found.isEmpty());
            scene.teamStandsAndAnnaHasPaid();
            assertThat(scene.shop.record(scene.bensOrder.orderId()).cancelled()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotPayAgainLosesTheWholeOrderAndNobodyEarnsFromIt(OnDatabase database) {
        Scene scene = new Scene(database, Duration.ofSeconds(2), 1);
        int stock = scene.shop.stock(scene.shop.articles().get(0));
        scene.teamSucceedsAndBensCaptureIsDeclined();

        JsonObject told = scene.ben.awaitPlace(scene.bensPlace, "RETURNED", PATIENCE);

        assertThat(told.getString("reason")).isEqualTo("payment-declined-and-not-paid-again");
        ShopDriver.Record record = scene.shop.record(scene.bensOrder.orderId());
        assertThat(record.cancelled()).isTrue();
        assertThat(record.captures()).isZero();
        assertThat(scene.shop.stock(scene.shop.articles().get(0)))
                .as("only Anna's is gone")
                .isEqualTo(stock - 1);
        scene.teamStandsAndAnnaHasPaid();
        assertThat(scene.commissions(scene.bensOrder)).isEmpty();
        assertThat(scene.alarms()).isEmpty();
    }

    /** A team of two of Anna and Ben, who came by a leader's link. */
    private static final class Scene {

        private final SampleShopDriver shop = Shared.aShop();
        private final Store store;
        private final Buyer anna;
        private final Buyer ben;
        private final String annasPlace;
        private final String bensPlace;
        private final String team;
        private final int others;
        private PlacedOrder annasOrder;
        private PlacedOrder bensOrder;

        /** @param others how many of another article Ben buys with it */
        Scene(OnDatabase database, Duration repayWithin, int others) {
            this.others = others;
            store = Store.connected(database.server(), shop);
            store.aCommissionPlan("8", "2", Duration.ofDays(14));
            Leader leader = store.aLeader("Lena");
            anna = store.aBuyer("Anna", leader.clicked(leader.aLink()));
            ben = store.aBuyer("Ben", leader.clicked(leader.aLink()));
            JsonObject first = anna.opens(aCampaign(repayWithin));
            team = first.getString("team");
            annasPlace = first.getString("id");
            bensPlace = ben.joins(team).getString("id");
        }

        private String aCampaign(Duration repayWithin) {
            JsonObject plan = Json.createObjectBuilder(store.campaign(
                            shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                            2,
                            Duration.ofHours(24),
                            Duration.ofMinutes(15)))
                    .add("repayWithin", repayWithin.toString())
                    .build();
            return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
        }

        void teamSucceedsAndBensCaptureIsDeclined() {
            bensOrder = ben.paysFor(ben.place(bensPlace), others, Payment.AUTHORIZE);
            ben.awaitPlace(bensPlace, "PAID", PATIENCE);
            shop.bankRefuses(bensOrder.orderId());
            annasOrder = anna.paysFor(anna.place(annasPlace));
            store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        }

        JsonObject awaitReason(String reason) {
            return Await.until(
                    "to be told why", PATIENCE, () -> ben.place(bensPlace), place -> place.getString("reason", "")
                            .equals(reason));
        }

        void awaitCaptured(PlacedOrder order) {
            ShopDriver.Record record = Await.until(
                    "the capture of " + order.number(),
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    seen -> seen.captured().equals(order.total()));
            assertThat(record.captures()).isEqualTo(1);
        }

        void teamStandsAndAnnaHasPaid() {
            assertThat(store.teamState(team)).isEqualTo("SUCCEEDED");
            assertThat(anna.place(annasPlace).getString("state")).isEqualTo("CONFIRMED");
            awaitCaptured(annasOrder);
            Await.until("Anna's commission", PATIENCE, () -> commissions(annasOrder), found -> !found.isEmpty());
        }

        List<JsonObject> alarms() {
            return store.owner().get("/api/v1/alarms").getJsonArray("items").getValuesAs(JsonObject.class);
        }

        /** What is earned from an order. */
        List<JsonObject> commissions(PlacedOrder order) {
            return store
                    .owner()
                    .get("/api/v1/commissions?order=" + order.orderId())
                    .getJsonArray("items")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(found -> !Store.money(found.getJsonObject("amount")).isZero())
                    .toList();
        }
    }
}
