package shop.gather.it.orders;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * A shop that denies an order is not believed at once, and one that takes back very many at once not before a person
 * has looked. Seconds stand for the day.
 */
@Tag("long")
class VanishedOrdersIT {

    private static final Duration CONFIRMATION = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MOST = 3;
    private static final Map<String, String> SETTINGS = Map.of(
            "gather.poll-interval", "PT1H",
            "gather.missing-order-confirmation", CONFIRMATION.toString(),
            "gather.reversals.pause-above", Integer.toString(MOST));

    /** A server with these settings on each database. */
    enum Node {
        H2,
        POSTGRES;

        private GatherServer server;

        GatherServer server() {
            if (server == null) {
                server = this == H2 ? GatherServer.onH2(SETTINGS) : GatherServer.onPostgres(SETTINGS);
            }
            return server;
        }
    }

    @AfterAll
    static void stop() {
        for (Node node : Node.values()) {
            if (node.server != null) {
                node.server.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatTheShopDeniesCountsUntilItHasBeenDeniedForLong(Node node) {
        Scene scene = new Scene(node);
        PlacedOrder order = scene.anOrder();
        Money earned = scene.awaitEarnings(order);

        scene.shop.faults(SampleShopFaults.of("read-order").failing(404));
        scene.hint(order);

        assertThat(scene.awaitAlarm("order-missing").getString("message")).contains(order.orderId());
        assertThat(scene.earnings(order)).as("after the first denial").isEqualTo(earned);
        long seen = System.nanoTime();
        scene.awaitNoEarnings(order);
        assertThat(Duration.ofNanos(System.nanoTime() - seen))
                .as("how long it counted after the alarm was seen")
                .isGreaterThan(CONFIRMATION.dividedBy(5));

        scene.shop.noFaults();
        scene.hint(order);

        assertThat(scene.awaitEarnings(order)).isLessThanOrEqualTo(earned);
        scene.awaitNoAlarm("order-missing");
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatIsThereAtTheSecondLookIsNeverReversed(Node node) {
        Scene scene = new Scene(node);
        PlacedOrder order = scene.anOrder();
        Money earned = scene.awaitEarnings(order);

        scene.shop.faults(SampleShopFaults.of("read-order").failing(404).times(1));
        scene.hint(order);

        scene.awaitAlarm("order-missing");
        scene.awaitNoAlarm("order-missing");
        assertThat(scene.earnings(order)).isEqualTo(earned);
        assertThat(scene.postings(order))
                .as("one of the order, and no reversal")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aSuddenMassOfReversalsWaitsForTheOwner(Node node) {
        Scene scene = new Scene(node);
        List<PlacedOrder> orders = new ArrayList<>();
        for (int number = 0; number < MOST + 3; number++) {
            orders.add(scene.anOrder());
        }
        orders.forEach(scene::awaitEarnings);

        orders.forEach(order -> scene.shop.cancel(order.orderId()));

        JsonObject paused = Await.until(
                "reversals to wait",
                PATIENCE,
                () -> scene.store.owner().get("/api/v1/reversals"),
                view -> view.getInt("waiting") >= 3);
        assertThat(paused.getBoolean("paused")).isTrue();
        assertThat(scene.awaitAlarm("reversals-paused").getString("message")).contains("/api/v1/reversals/resumption");
        Await.until(
                "those before the pause to be reversed",
                PATIENCE,
                () -> scene.reversed(orders),
                found -> found == MOST);

        PlacedOrder another = scene.anOrder();
        scene.awaitEarnings(another);
        assertThat(scene.reversed(orders)).as("all else goes on").isEqualTo(MOST);

        JsonObject resumed = scene.store.owner().post("/api/v1/reversals/resumption", null);

        assertThat(resumed.getBoolean("paused")).isFalse();
        Await.until("all to be reversed", PATIENCE, () -> scene.reversed(orders), found -> found == orders.size());
        scene.awaitNoAlarm("reversals-paused");
        assertThat(scene.store
                        .owner()
                        .get("/api/v1/audit-entries")
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .extracting(entry -> entry.getString("action"))
                .containsOnlyOnce("reversals.resumed");
    }

    /** A store with a leader through whom people buy. */
    private static final class Scene {

        private final SampleShopDriver shop = Shared.aShop();
        private final Store store;
        private final Leader leader;
        private final JsonObject link;
        private final GatherServer server;

        Scene(Node node) {
            server = node.server();
            store = Store.connected(server, shop);
            store.aCommissionPlan("8", "2", Duration.ofDays(14));
            leader = store.aLeader("Lena");
            link = leader.aLink();
        }

        PlacedOrder anOrder() {
            String click = leader.clicked(link);
            Buyer buyer = store.aBuyer("Mia", click);
            return shop.checkout(new ShopDriver.Checkout(
                    buyer.customer(),
                    Map.of(shop.articles().get(0).variantId(), 1),
                    null,
                    null,
                    Map.of("gather_click", click),
                    Payment.AT_ONCE));
        }

        /** Something changes at the shop, which says so. */
        void hint(PlacedOrder order) {
            shop.refund(order.orderId(), Money.ofMinor(order.total().getCurrencyUnit(), 1));
        }

        Money earnings(PlacedOrder order) {
            return commissions(order).stream()
                    .map(found -> Store.money(found.getJsonObject("amount")))
                    .reduce(Money.zero(order.total().getCurrencyUnit()), Money::plus);
        }

        Money awaitEarnings(PlacedOrder order) {
            return Await.until("a commission", PATIENCE, () -> earnings(order), Money::isPositive);
        }

        void awaitNoEarnings(PlacedOrder order) {
            Await.until("no commission", PATIENCE, () -> earnings(order), Money::isZero);
        }

        int reversed(List<PlacedOrder> orders) {
            return (int)
                    orders.stream().filter(order -> earnings(order).isZero()).count();
        }

        /** How many lines the leader's statement has about an order. */
        int postings(PlacedOrder order) {
            String statement = store.owner()
                    .send(
                            "GET",
                            "/api/v1/leaders/" + leader.id() + "/statement?currency=" + store.currency(),
                            null,
                            Map.of("Accept", "text/csv"))
                    .body();
            return (int) statement
                    .lines()
                    .filter(line -> line.contains(order.orderId()))
                    .count();
        }

        private List<JsonObject> commissions(PlacedOrder order) {
            return store.owner()
                    .get("/api/v1/commissions?order=" + order.orderId())
                    .getJsonArray("items")
                    .getValuesAs(JsonObject.class);
        }

        private List<JsonObject> alarms(String kind) {
            return store.owner().get("/api/v1/alarms").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                    .filter(alarm -> alarm.getString("kind").equals(kind))
                    .toList();
        }

        JsonObject awaitAlarm(String kind) {
            List<JsonObject> found =
                    Await.until("an alarm of " + kind, PATIENCE, () -> alarms(kind), alarms -> !alarms.isEmpty());
            assertThat(found).hasSize(1);
            return found.get(0);
        }

        void awaitNoAlarm(String kind) {
            Await.until("no alarm of " + kind, PATIENCE, () -> alarms(kind), List::isEmpty);
        }
    }
}
