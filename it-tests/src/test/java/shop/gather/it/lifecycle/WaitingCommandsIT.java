package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * A shop lets nobody in while the captures of three teams wait: its owner is told once, and no more when it is over. On
 * both databases at the same time.
 */
@Tag("long")
class WaitingCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int TEAMS = 3;

    @Test
    void aShopThatIsAwayIsOneAlarm() {
        List<Scene> scenes = List.of(new Scene(Shared.h2()), new Scene(Shared.postgres()));
        for (Scene scene : scenes) {
            scene.captureIsToBeTriedAgain();
            // At once: a shop that fails and can be read is the command's trouble at its sixth try, and has other
            // alarms.
            scene.door.shut();
        }
        scenes.forEach(Scene::everyCommandWasTriedEightTimes);
        for (Scene scene : scenes) {
            assertThat(scene.alarms()).singleElement().satisfies(alarm -> {
                assertThat(alarm.getString("kind")).isEqualTo("commands-waiting");
                assertThat(alarm.getString("message")).startsWith(2 * TEAMS + " commands are waiting for the shop");
            });
        }
        scenes.forEach(scene -> scene.door.open());
        for (Scene scene : scenes) {
            scene.everyOrderIsCaptured();
            Await.until("no alarm", PATIENCE, scene::alarms, List::isEmpty);
            scene.door.close();
        }
    }

    private static final class Scene {

        private final SampleShopDriver shop = Shared.aShop();
        private final Door door = new Door(URI.create(shop.settings().get("baseUrl")));
        private final List<PlacedOrder> orders = new ArrayList<>();
        private final Store store;

        Scene(GatherServer server) {
            store = Store.created(server, shop);
            Map<String, String> settings = new HashMap<>(shop.settings());
            settings.put("baseUrl", door.address().toString());
            store.owner().put("/api/v1/connection", store.connection(settings, store.currency()));
            shop.notifyTo(store.hook(server));
        }

        void captureIsToBeTriedAgain() {
            String campaign = store.aCampaign(
                    shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                    2,
                    Duration.ofHours(24),
                    Duration.ofHours(2));
            List<JsonObject> places = new ArrayList<>();
            for (int i = 0; i < TEAMS; i++) {
                Buyer first = store.aBuyer("First " + i);
                JsonObject place = first.opens(campaign);
                orders.add(first.paysFor(place));
                places.add(place);
            }
            shop.faults(SampleShopFaults.of("capture").failing(503));
            for (JsonObject place : places) {
                Buyer second = store.aBuyer("Second");
                orders.add(second.paysFor(second.joins(place.getString("team"))));
            }
            // Each is asked for after a read of its order, for which the shop must still be there.
            awaitTries(1);
        }

        void everyCommandWasTriedEightTimes() {
            shop.noFaults();
            awaitTries(8);
        }

        private void awaitTries(int tries) {
            Await.until(
                    "all captures to be tried " + tries + " times",
                    PATIENCE,
                    () -> store.owner()
                            .get("/api/v1/shop-commands?state=WAITING")
                            .getJsonArray("items")
                            .getValuesAs(JsonObject.class),
                    waiting -> waiting.size() == 2 * TEAMS
                            && waiting.stream().allMatch(command -> command.getInt("attempts") >= tries));
        }

        void everyOrderIsCaptured() {
            for (PlacedOrder order : orders) {
                Await.until(
                        "the capture of " + order.number(),
                        PATIENCE,
                        () -> shop.record(order.orderId()),
                        record -> record.captured().equals(order.total()) && record.captures() == 1);
            }
        }

        List<JsonObject> alarms() {
            return store.owner().get("/api/v1/alarms").getJsonArray("items").getValuesAs(JsonObject.class);
        }
    }
}
