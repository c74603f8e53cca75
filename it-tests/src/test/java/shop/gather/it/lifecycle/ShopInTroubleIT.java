package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * One store's shop is silent for half a minute and then shut for half a minute, while its buyers go on and money waits
 * to be captured there. Another store on the same server goes on as if nothing were; how much longer its buyers wait is
 * printed.
 */
@Tag("long")
class ShopInTroubleIT {

    private static final Duration HALF_OF_THE_TROUBLE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int TEAMS = 8;

    private final ExecutorService visitors = Executors.newFixedThreadPool(4);
    private final SampleShopDriver sickShop = Shared.aShop();
    private GatherServer server;
    private Door door;
    private Store well;
    private Store sick;
    private String wellCampaign;
    private String sickCampaign;

    @BeforeEach
    void twoStoresOfWhichOnesShopIsBehindADoor() {
        server = GatherServer.onH2(Map.of("gather.poll-interval", "PT5S"));
        door = new Door(URI.create(sickShop.settings().get("baseUrl")));
        well = Store.connected(server, Shared.aShop());
        sick = Store.created(server, sickShop);
        Map<String, String> settings = new HashMap<>(sickShop.settings());
        settings.put("baseUrl", door.address().toString());
        sick.owner().put("/api/v1/connection", sick.connection(settings, sick.currency()));
        sickShop.notifyTo(sick.hook(server));
        wellCampaign = aCampaign(well);
        sickCampaign = aCampaign(sick);
    }

    @AfterEach
    void stop() {
        visitors.shutdownNow();
        server.close();
        door.close();
    }

    @Test
    void otherStoresGoOnAndWhatWasAskedIsDoneOnceAfterwards() throws Exception {
        List<PlacedOrder> waiting = ordersWhoseCaptureWaits();
        Patience before = new Patience("before");
        buyAtTheWellStore(before, Duration.ofSeconds(10));

        AtomicBoolean trouble = new AtomicBoolean(true);
        Map<Buyer, JsonObject> joinedMeanwhile = new ConcurrentHashMap<>();
        Queue<Api.Answer> answers = new ConcurrentLinkedQueue<>();
        List<Buyer> known =
                IntStream.range(0, 4).mapToObj(i -> sick.aBuyer("Known " + i)).toList();
        door.fallSilent();
        sickShop.noFaults();
        known.forEach(buyer -> visitors.execute(() -> visitTheSickStore(buyer, trouble, joinedMeanwhile, answers)));

        Patience during = new Patience("during");
        buyAtTheWellStore(during, HALF_OF_THE_TROUBLE);
        int callers = door.callers();
        door.shut();
        buyAtTheWellStore(during, HALF_OF_THE_TROUBLE);
        assertThat(sick.owner().get("/api/v1/connection").getString("problem", ""))
                .as("what the owner sees")
                .isNotBlank();
        assertThat(waiting)
                .allSatisfy(order ->
                        assertThat(sickShop.record(order.orderId()).captures()).isZero());
        trouble.set(false);
        visitors.shutdown();
        assertThat(visitors.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        Instant opened = Instant.now();
        door.open();
        Await.until(
                "the owner to see that it is over",
                PATIENCE,
                () -> sick.owner().get("/api/v1/connection"),
                view -> view.getString("problem", "").isEmpty());
        for (PlacedOrder order : waiting) {
            Await.until(
                    "the capture of " + order.number(),
                    PATIENCE,
                    () -> sickShop.record(order.orderId()),
                    record -> record.captured().equals(order.total()));
        }
        Duration recovery = Duration.between(opened, Instant.now());
        assertThat(waiting)
                .allSatisfy(order ->
                        assertThat(sickShop.record(order.orderId()).captures()).isEqualTo(1));
        assertThat(joinedMeanwhile).as("teams opened while the shop was away").hasSize(known.size());
        Await.until(
                "nothing to wait any more",
                PATIENCE,
                () -> sick.owner().get("/api/v1/shop-commands?state=WAITING").getJsonArray("items"),
                List::isEmpty);
        assertThat(sickShop.commandCounts().get("capture"))
                .as("captures that the shop did")
                .isEqualTo(waiting.size());
        joinedMeanwhile.forEach((buyer, place) ->
                assertThat(buyer.admitted(place).getString("admission")).isEqualTo("READY"));
        assertThat(answers).as("every visitor is told something clear").allSatisfy(answer -> assertThat(answer.status())
                .as(answer.body())
                .isIn(200, 201, 409, 422, 429, 502, 503, 504));
        System.out.printf(
                "MEASURED one shop in trouble: joins at another store %s; %s; ratio of medians %.2f; %d calls to the "
                        + "silent shop, %d answers to its"
                        + " visitors; captures done %d s after it came back%n",
                before,
                during,
                (double) during.median() / before.median(),
                callers,
                answers.size(),
                recovery.toSeconds());
    }

    /** Teams that have succeeded at a shop that fails every capture. */
    private List<PlacedOrder> ordersWhoseCaptureWaits() {
        sickShop.faults(SampleShopFaults.of("capture").failing(500));
        List<PlacedOrder> orders = new ArrayList<>();
        for (int i = 0; i < TEAMS; i++) {
            Buyer first = sick.aBuyer("First " + i);
            JsonObject place = first.opens(sickCampaign);
            orders.add(first.paysFor(place));
            Buyer second = sick.aBuyer("Second " + i);
            orders.add(second.paysFor(second.joins(place.getString("team"))));
            sick.awaitTeam(place.getString("team"), "SUCCEEDED", PATIENCE);
        }
        return orders;
    }

    /** Teams of two are opened, filled, paid and captured, one after another. */
    private void buyAtTheWellStore(Patience patience, Duration time) {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            Buyer anna = well.aBuyer("Anna");
            JsonObject place = patience.of(() -> anna.opens(wellCampaign));
            PlacedOrder order = anna.paysFor(place);
            Buyer ben = well.aBuyer("Ben");
            JsonObject other = patience.of(() -> ben.joins(place.getString("team")));
            ben.paysFor(other);
            Await.until(
                    "the capture at the well shop",
                    PATIENCE,
                    () -> well.shop().record(order.orderId()),
                    record -> record.captured().equals(order.total()));
        }
    }

    /** Opens a team once, and logs in again and again as people do who see that something is wrong. */
    private void visitTheSickStore(
            Buyer buyer, AtomicBoolean trouble, Map<Buyer, JsonObject> joined, Queue<Api.Answer> answers) {
        joined.put(buyer, buyer.opens(sickCampaign));
        String login = "{\"shopToken\":\"" + sickShop.register("Newcomer").token() + "\"}";
        while (trouble.get()) {
            answers.add(sick.storefront().send("POST", "/storefront/v1/sessions", login, Map.of()));
        }
    }

    private static String aCampaign(Store store) {
        Money price = store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        return store.aCampaign(price, 2, Duration.ofHours(24), Duration.ofHours(2));
    }
}
