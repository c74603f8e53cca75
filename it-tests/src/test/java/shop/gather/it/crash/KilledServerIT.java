package shop.gather.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopServer;
import shop.gather.it.crash.Rush.Fate;
import shop.gather.it.crash.Rush.Join;
import shop.gather.it.crash.Rush.Team;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The server is killed again and again while buyers join and pay: what it acknowledged stands, nothing is done twice,
 * and everything comes to its end.
 */
@Tag("long")
class KilledServerIT {

    private static final int KILLS = Counts.of(1, 20);
    private static final int JOINS = Counts.of(150, 5_000);
    private static final int TEAMS = Counts.of(10, 100);
    private static final int SIZE = Counts.of(10, 40);

    private static final int TEAMS_OF_A_CAMPAIGN = 5;
    private static final int BUYERS = JOINS / (TEAMS / TEAMS_OF_A_CAMPAIGN);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Map<String, String> SETTINGS = Map.of(
            "gather.poll-interval", "PT2S",
            "gather.rate-limit.exchange-per-minute", "100000",
            "gather.rate-limit.visitor-per-second", "100000");

    private static SampleShopServer shops;

    @BeforeAll
    static void startShop() {
        shops = SampleShopServer.onFile();
    }

    @AfterAll
    static void stopShop() {
        shops.close();
    }

    @Test
    void nothingAcknowledgedIsLostOnTheEmbeddedDatabase() {
        try (GatherServer server = GatherServer.onH2(SETTINGS)) {
            killDuringARush(server, "H2");
        }
    }

    @Test
    void nothingAcknowledgedIsLostOnPostgres() throws SQLException {
        try (GatherServer server = GatherServer.onPostgres(SETTINGS)) {
            mustBeDurable(server);
            killDuringARush(server, "POSTGRES");
        }
    }

    private static void mustBeDurable(GatherServer server) throws SQLException {
        try (Connection connection = server.storage().openAsOwner();
                var statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (var row = statement.executeQuery("show " + setting)) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
    }

    private static void killDuringARush(GatherServer server, String database) {
        long seed = System.nanoTime();
        System.out.println("SEED crashes on " + database + " " + seed);
        ShopDriver shop = new SampleShopDriver(
                shops.address(), "crash-" + UUID.randomUUID().toString().substring(0, 8), CurrencyUnit.EUR);
        Store store = Store.connected(server, shop);
        Rush rush = new Rush(store, buyers(store, BUYERS));
        List<Stubborn> openers = buyers(store, TEAMS_OF_A_CAMPAIGN);
        for (int i = 0; i < TEAMS / TEAMS_OF_A_CAMPAIGN; i++) {
            rush.open(
                    store.aCampaign(
                            shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                            SIZE,
                            Duration.ofHours(24),
                            Duration.ofMinutes(60)),
                    openers);
        }
        rush.start(TEAMS_OF_A_CAMPAIGN, new Random(seed));
        for (int kill = 1; kill <= KILLS; kill++) {
            int reached = JOINS * kill / (KILLS + 1);
            Await.until("so many joins", PATIENCE, rush::answered, answered -> answered >= reached);
            server.kill();
            server.start();
        }
        rush.finish();
        assertThat(rush.refusals().keySet()).as("why joins were refused").isSubsetOf("team-full", "team-closed");
        nothingWaitsAnyMore(store);
        rush.teams().forEach(team -> everyJoinStands(store, team));
        rush.teams().forEach(team -> everyPaymentEndedOnce(shop, team));
        Counts.executed("kills of the server on " + database, KILLS, KILLS);
        Counts.executed("joins over " + TEAMS + " teams on " + database, rush.answered(), JOINS);
    }

    private static List<Stubborn> buyers(Store store, int count) {
        return Stream.generate(() -> new Stubborn(store, store.aBuyer("Buyer")))
                .limit(count)
                .toList();
    }

    /** Every team has come to its fate, and every command to the shop to its end. */
    private static void nothingWaitsAnyMore(Store store) {
        Await.until(
                "the shop to have done all commands",
                PATIENCE,
                () -> store.owner().get("/api/v1/shop-commands?state=WAITING").getJsonArray("items"),
                List::isEmpty);
        assertThat(store.owner().get("/api/v1/shop-commands?state=REFUSED").getJsonArray("items"))
                .isEmpty();
    }

    private static void everyJoinStands(Store store, Team team) {
        Set<String> wanted = Set.of(
                switch (team.fate()) {
                    case PAYS -> "SUCCEEDED";
                    case IS_CANCELLED -> "FAILED";
                    case WAITS -> "OPEN";
                });
        JsonObject seen = Await.until(
                "team " + team.id() + ", which " + team.fate() + ", to be " + wanted,
                PATIENCE,
                () -> store.team(team.id()),
                details -> wanted.contains(details.getJsonObject("team").getString("state")) && settled(team, details));
        Map<String, Integer> places = new HashMap<>();
        List<String> rows = new ArrayList<>();
        for (JsonObject place : seen.getJsonArray("places").getValuesAs(JsonObject.class)) {
            places.merge(place.getString("state"), 1, Integer::sum);
            rows.add(place.getString("id"));
        }
        JsonObject counters = seen.getJsonObject("team");
        int held = counters.getInt("held");
        int paid = counters.getInt("paid");
        assertThat(held).as(seen.toString()).isEqualTo(places.getOrDefault("HELD", 0));
        assertThat(paid)
                .as(seen.toString())
                .isEqualTo(places.getOrDefault("PAID", 0) + places.getOrDefault("CONFIRMED", 0));
        assertThat(held + paid).as(seen.toString()).isEqualTo(team.fate() == Fate.IS_CANCELLED ? 0 : SIZE);
        // As many rows as acknowledged joins, and the same ones: none lost, none that nobody knows of.
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        team.acknowledged().stream().map(Join::place).collect(Collectors.toList()));
        for (Join join : team.acknowledged()) {
            if (!join.key().startsWith("open-")) {
                Api.Answer again = join.buyer().joins(team.id(), join.key());
                assertThat(again.status()).as(again.toString()).isEqualTo(201);
                assertThat(again.json().getString("id")).isEqualTo(join.place());
            }
        }
    }

    private static boolean settled(Team team, JsonObject details) {
        return team.fate() == Fate.WAITS
                || details.getJsonArray("places").getValuesAs(JsonObject.class).stream()
                        .noneMatch(place ->
                                Set.of("HELD", "PAID", "FAILED", "LATE").contains(place.getString("state")));
    }

    private static void everyPaymentEndedOnce(ShopDriver shop, Team team) {
        for (PlacedOrder order : team.orders()) {
            boolean succeeded = team.fate() == Fate.PAYS;
            ShopDriver.Record record = Await.until(
                    order.number() + " of a team that " + team.fate() + " to be paid once or given back once",
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    seen -> seen.captured().equals(order.total())
                            && seen.refunded().equals(succeeded ? order.total().minus(order.total()) : order.total()));
            assertThat(record.captures()).isEqualTo(1);
            assertThat(record.refunds()).isEqualTo(succeeded ? 0 : 1);
        }
        assertThat(team.orders().isEmpty()).isEqualTo(team.fate() == Fate.WAITS);
    }
}
