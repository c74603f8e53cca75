package shop.gather.it.orders;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * A shop that does what it is asked and says so too late: Gather waits a second for it, and what it wanted is done
 * once.
 */
@Tag("long")
class TimeoutsIT {

    private static final int COUNT = Counts.of(3, 100);
    private static final Duration TOO_LATE = Duration.ofMillis(2500);
    private static final Duration PATIENCE = Duration.ofMinutes(Counts.of(2, 10));
    private static final Duration LONG = Duration.ofHours(24);

    private static GatherServer onH2;
    private static GatherServer onPostgres;

    @BeforeAll
    static void impatientServers() {
        Map<String, String> impatient = new HashMap<>(Shared.SETTINGS);
        impatient.put("gather.outbound.answer-timeout", "PT1S");
        onH2 = GatherServer.onH2(impatient);
        onPostgres = GatherServer.onPostgres(impatient);
    }

    @AfterAll
    static void stop() {
        onH2.close();
        onPostgres.close();
    }

    @Test
    void aCaptureIsDoneOnce() {
        Scene scene = new Scene(onPostgres);
        String campaign = scene.campaign(COUNT);
        List<JsonObject> places = new ArrayList<>();
        List<Buyer> buyers = scene.buyersInOneTeam(campaign, places);
        scene.shopAnswersTooLate("capture");

        List<PlacedOrder> orders = scene.pay(buyers, places, 0, Payment.AUTHORIZE);

        scene.awaitRecords(orders, record -> record.captured().isPositive());
        scene.awaitDone("Capture");
        for (PlacedOrder order : orders) {
            ShopDriver.Record record = scene.shop.record(order.orderId());
            assertThat(record.captures()).isEqualTo(1);
            assertThat(record.captured()).isEqualTo(order.total());
        }
        scene.executed("capture");
    }

    @Test
    void aCancellationIsDoneOnce() {
        Scene scene = new Scene(onH2);
        List<PlacedOrder> orders = scene.payInTeamThatFails("cancel", 0, Payment.AUTHORIZE);

        scene.awaitRecords(orders, ShopDriver.Record::cancelled);
        scene.awaitDone("CancelOrder");
        for (PlacedOrder order : orders) {
            assertThat(scene.shop.record(order.orderId()).captures()).isZero();
        }
        scene.executed("cancel");
    }

    @Test
    void aCancellationOfALineIsDoneOnce() {
        Scene scene = new Scene(onPostgres);
        List<PlacedOrder> orders = scene.payInTeamThatFails("cancel-line", 1, Payment.AUTHORIZE);

        scene.awaitRecords(orders, record -> record.captured().isPositive());
        scene.awaitDone("CancelLine");
        for (PlacedOrder order : orders) {
            ShopDriver.Record record = scene.shop.record(order.orderId());
            assertThat(record.cancelled()).isFalse();
            assertThat(record.captures()).isEqualTo(1);
            assertThat(record.captured()).isEqualTo(order.total().minus(scene.groupPrice));
        }
        scene.executed("cancel-line");
    }

    @Test
    void aRefundIsDoneOnce() {
        Scene scene = new Scene(onH2);
        List<PlacedOrder> orders = scene.payInTeamThatFails("refund", 1, Payment.AT_ONCE);

        scene.awaitRecords(orders, record -> record.refunded().isPositive());
        scene.awaitDone("Refund");
        for (PlacedOrder order : orders) {
            ShopDriver.Record record = scene.shop.record(order.orderId());
            assertThat(record.refunds()).isEqualTo(1);
            assertThat(record.refunded()).isEqualTo(scene.groupPrice);
        }
        scene.executed("refund");
    }

    @Test
    void anAdmissionIsDoneOnce() {
        Scene scene = new Scene(onPostgres);
        String campaign = scene.campaign(2);
        List<Buyer> buyers = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            buyers.add(scene.store.aBuyer("Buyer " + number));
        }
        scene.shopAnswersTooLate("admit");

        List<JsonObject> places =
                buyers.stream().map(buyer -> buyer.opens(campaign)).toList();

        for (int number = 0; number < COUNT; number++) {
            Buyer buyer = buyers.get(number);
            String place = places.get(number).getString("id");
            JsonObject admitted = Await.until(
                    "the admission of " + place, PATIENCE, () -> buyer.place(place), view -> !view.getString(
                                    "admission")
                            .equals("PENDING"));
            assertThat(admitted.getString("admission")).isEqualTo("READY");
        }
        PlacedOrder order = buyers.get(0).paysFor(places.get(0));
        assertThat(scene.shop.record(order.orderId()).authorized()).isEqualTo(order.total());
        scene.executed("admit");
    }

    /** A store whose shop is about to become slow. */
    private static final class Scene {

        private final SampleShopDriver shop = Shared.aShop();
        private final Store store;
        private final Money groupPrice;

        Scene(GatherServer server) {
            this.store = Store.connected(server, shop);
            this.groupPrice =
                    shop.articles().get(0).price().multipliedBy(new java.math.BigDecimal("0.8"), RoundingMode.HALF_UP);
        }

        String campaign(int size) {
            return store.aCampaign(groupPrice, size, LONG, LONG);
        }

        /** The shop does the operation and answers after Gather's patience; it does all else as ever. */
        void shopAnswersTooLate(String operation) {
            shop.faults(SampleShopFaults.of(operation).answeredLate(TOO_LATE));
        }

        List<Buyer> buyersInOneTeam(String campaign, List<JsonObject> places) {
            List<Buyer> buyers = new ArrayList<>();
            for (int number = 0; number < COUNT; number++) {
                Buyer buyer = store.aBuyer("Buyer " + number);
                JsonObject place = number == 0
                        ? buyer.opens(campaign)
                        : buyer.joins(places.get(0).getString("team"));
                places.add(buyer.admitted(place));
                buyers.add(buyer);
            }
            return buyers;
        }

        List<PlacedOrder> pay(List<Buyer> buyers, List<JsonObject> places, int others, Payment payment) {
            List<PlacedOrder> orders = new ArrayList<>();
            for (int number = 0; number < buyers.size(); number++) {
                orders.add(buyers.get(number).paysFor(places.get(number), others, payment));
            }
            return orders;
        }

        /** All pay in a team that has a place too many, and the owner ends it while the shop is slow. */
        List<PlacedOrder> payInTeamThatFails(String slow, int others, Payment payment) {
            String campaign = campaign(COUNT + 1);
            List<JsonObject> places = new ArrayList<>();
            List<Buyer> buyers = buyersInOneTeam(campaign, places);
            List<PlacedOrder> orders = pay(buyers, places, others, payment);
            for (int number = 0; number < COUNT; number++) {
                buyers.get(number).awaitPlace(places.get(number).getString("id"), "PAID", PATIENCE);
            }
            shopAnswersTooLate(slow);
            store.owner()
                    .send("POST", "/api/v1/teams/" + places.get(0).getString("team") + "/cancellation", null, Map.of());
            return orders;
        }

        void awaitRecords(List<PlacedOrder> orders, Predicate<ShopDriver.Record> wanted) {
            for (PlacedOrder order : orders) {
                Await.until("order " + order.number(), PATIENCE, () -> shop.record(order.orderId()), wanted);
            }
        }

        /** Waits until Gather knows that all of a kind are done, which took it more than one try each. */
        void awaitDone(String kind) {
            List<JsonObject> commands = Await.until("the commands to end", PATIENCE, this::commands, all -> all.stream()
                    .noneMatch(command -> command.getString("state").equals("WAITING")));
            List<JsonObject> slow = commands.stream()
                    .filter(command -> command.getString("kind").equals(kind))
                    .toList();
            assertThat(slow).hasSize(COUNT).allSatisfy(command -> {
                assertThat(command.getString("state")).isEqualTo("DONE");
                assertThat(command.getInt("attempts")).isGreaterThan(1);
            });
        }

        private List<JsonObject> commands() {
            List<JsonObject> all = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonObject page = store.owner().get("/api/v1/shop-commands?limit=100" + cursor);
                all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
                String next = page.getString("next", null);
                cursor = next == null ? null : "&cursor=" + next;
            }
            return all;
        }

        /** By the shop's own count: replays under the same key do not count, a second deed under another would. */
        void executed(String operation) {
            int done = shop.commandCounts().getOrDefault(operation, 0);
            Counts.executed("answered too late: " + operation, done, COUNT);
            assertThat(done).isEqualTo(COUNT);
        }
    }
}
