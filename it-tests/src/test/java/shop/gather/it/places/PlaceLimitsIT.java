package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * With the limits on, which the shared servers switch off: places go to those who wait, and no member opens teams
 * without end. In two stores at once.
 */
@Tag("long")
class PlaceLimitsIT {

    private static final int ROUNDS = 4;
    private static final int OPENINGS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static GatherServer server;

    @BeforeAll
    static void start() {
        server = GatherServer.onPostgres(Map.of(
                "gather.poll-interval",
                "PT1H",
                "gather.places.cooldown",
                "PT30M",
                "gather.places.openings-per-hour",
                Integer.toString(OPENINGS)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** One store with a campaign of teams of two. */
    private record Scene(Store store, String campaign) {}

    private static Scene aScene(Duration hold) {
        Store store = Shared.aStore(server);
        return new Scene(
                store,
                store.aCampaign(
                        store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                        2,
                        Duration.ofHours(24),
                        hold));
    }

    @Test
    void whoDidNotPayDoesNotGetTheLastPlaceAgainBeforeTheOthers() throws Exception {
        inTwoStoresAtOnce(Duration.ofHours(1), scene -> {
            Store store = scene.store();
            String team = store.aBuyer("Opener").opens(scene.campaign()).getString("team");
            Buyer hog = store.aBuyer("Hog");
            Buyer holder = hog;
            JsonObject last = hog.joins(team);
            for (int round = 0; round < ROUNDS; round++) {
                Buyer next = store.aBuyer("Next " + round);
                assertThat(next.triesToJoin(team).problem()).isEqualTo("team-full");
                givesBack(holder, last);
                // The one who held it is quicker than the others each time, and many times.
                for (int i = 0; i < 5; i++) {
                    Api.Answer refused = hog.triesToJoin(team);
                    assertThat(refused.status()).as(refused.body()).isEqualTo(429);
                    assertThat(refused.problem()).isEqualTo("place-cooldown");
                    assertThat(Integer.parseInt(refused.headers().get("retry-after")))
                            .isBetween(1, 1_800);
                }
                last = next.joins(team);
                holder = next;
            }
            assertThat(hog.api().get("/storefront/v1/me/participations").getJsonArray("items"))
                    .hasSize(1);
        });
    }

    @Test
    void aHoldThatEndsUnpaidIsFollowedByAWaitToo() throws Exception {
        inTwoStoresAtOnce(Duration.ofSeconds(2), scene -> {
            Store store = scene.store();
            String team = store.aBuyer("Opener").opens(scene.campaign()).getString("team");
            Buyer hog = store.aBuyer("Hog");
            JsonObject held = hog.admitted(hog.joins(team));
            hog.awaitPlace(held.getString("id"), "EXPIRED", PATIENCE);

            // The opener's hold ends too, and an empty team ends: the hog tries to open one.
            Api.Answer opening = opens(hog, scene.campaign());
            assertThat(opening.problem()).as(opening.body()).isEqualTo("place-cooldown");
            assertThat(store.aBuyer("Other").opens(scene.campaign()).getString("state"))
                    .isEqualTo("HELD");
        });
    }

    @Test
    void aMemberOpensSoManyTeamsAnHourAndTheirEmptyTeamsEnd() throws Exception {
        inTwoStoresAtOnce(Duration.ofHours(1), scene -> {
            Buyer hog = scene.store().aBuyer("Hog");
            for (int i = 0; i < OPENINGS; i++) {
                JsonObject place = hog.opens(scene.campaign());
                givesBack(hog, place);
                assertThat(scene.store().teamState(place.getString("team"))).isEqualTo("FAILED");
                endCooldowns(scene.store());
            }
            Api.Answer refused = opens(hog, scene.campaign());
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-teams");
            assertThat(refused.headers()).containsKey("retry-after");
            // Others open teams, and the one who may not can still join them.
            String team = scene.store().aBuyer("Other").opens(scene.campaign()).getString("team");
            assertThat(hog.joins(team).getString("state")).isEqualTo("HELD");
        });
    }

    private interface Trial {
        void in(Scene scene) throws Exception;
    }

    private static void inTwoStoresAtOnce(Duration hold, Trial trial) throws Exception {
        List<Scene> scenes = List.of(aScene(hold), aScene(hold));
        ExecutorService threads = Executors.newFixedThreadPool(scenes.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> trials = scenes.stream()
                    .<Future<?>>map(scene -> threads.submit(() -> {
                        start.await();
                        trial.in(scene);
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> each : trials) {
                each.get(5, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Api.Answer opens(Buyer buyer, String campaign) {
        return buyer.api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        null,
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private static void givesBack(Buyer buyer, JsonObject place) {
        Api.Answer answer =
                buyer.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    /** As if the time had passed. */
    private static void endCooldowns(Store store) throws SQLException {
        try (var connection = server.storage().openAsOwner();
                var statement = connection.prepareStatement(
                        "update participation set cooldown_until = null where store_id = cast(? as uuid)")) {
            statement.setString(1, store.id());
            statement.executeUpdate();
        }
    }
}
