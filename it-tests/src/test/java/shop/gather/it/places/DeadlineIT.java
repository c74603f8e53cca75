package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Each team has a deadline of its own, which ends it once and for all. */
class DeadlineIT {

    /** Long enough for two buyers to pay on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SampleShopDriver shop;
    private static Store store;
    private static Money groupPrice;

    @BeforeAll
    static void aConnectedStore() {
        shop = Shared.aShop();
        store = Store.connected(Shared.h2(), shop);
        groupPrice = shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
    }

    @Test
    void theDeadlineNeverOutlivesTheCampaign() {
        Instant end = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        JsonObject plan = Json.createObjectBuilder(
                        store.campaign(groupPrice, 2, Duration.ofHours(24), Duration.ofMinutes(15)))
                .add("endsAt", end.toString())
                .build();
        String campaign =
                store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));

        JsonObject place = store.aBuyer("Anna").opens(campaign);

        assertThat(instant(place.getString("team"), "deadline")).isEqualTo(end);
    }

    @Test
    void aCampaignThatHasEndedTakesNoTeams() {
        Instant end = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        JsonObject plan = Json.createObjectBuilder(
                        store.campaign(groupPrice, 2, Duration.ofHours(24), Duration.ofMinutes(15)))
                .add("endsAt", end.toString())
                .build();
        String campaign = store.owner().post("/api/v1/campaigns", plan).getString("id");
        store.owner().send("POST", "/api/v1/campaigns/" + campaign + "/publication", null, Map.of());
        Await.until("the campaign to end", PATIENCE, Instant::now, now -> now.isAfter(end));
        Await.until(
                "the shop to have taken the price",
                PATIENCE,
                () -> store.owner().get("/api/v1/campaigns/" + campaign).getString("state"),
                state -> !state.equals("PUBLISHING"));

        Api.Answer answer = store.aBuyer("Anna")
                .api()
                .send(
                        "POST",
                        "/storefront/v1/campaigns/" + campaign + "/teams",
                        null,
                        Map.of("Idempotency-Key", "too-late"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("campaign-not-open");
    }

    @Test
    void everyTeamHasADeadlineOfItsOwn() {
        String campaign = store.aCampaign(groupPrice, 2, Duration.ofHours(24), Duration.ofMinutes(15));
        String early = store.aBuyer("Anna").opens(campaign).getString("team");
        String late = store.aBuyer("Ben").opens(campaign).getString("team");
        for (String team : java.util.List.of(early, late)) {
            assertThat(Duration.between(instant(team, "openedAt"), instant(team, "deadline")))
                    .isEqualTo(Duration.ofHours(24));
        }
        assertThat(instant(late, "deadline")).isAfter(instant(early, "deadline"));
    }

    @Test
    void aTeamThatHasSucceededIsNotFailedByItsDeadline() {
        String campaign = store.aCampaign(groupPrice, 2, SHORT, Duration.ofMinutes(15));
        Buyer anna = store.aBuyer("Anna");
        Buyer ben = store.aBuyer("Ben");
        JsonObject annas = anna.opens(campaign);
        String team = annas.getString("team");
        PlacedOrder first = anna.paysFor(annas, 0, Payment.AT_ONCE);
        PlacedOrder second = ben.paysFor(ben.joins(team));
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        // Two sweeps behind the deadline.
        Instant later = instant(team, "deadline").plusSeconds(3);
        Await.until("the deadline to pass", PATIENCE, Instant::now, now -> now.isAfter(later));

        Api.Answer cancellation = store.owner().send("POST", "/api/v1/teams/" + team + "/cancellation", null, Map.of());

        assertThat(cancellation.status()).isEqualTo(409);
        TeamOfPlaces still = TeamOfPlaces.of(store, team);
        still.mustAddUp();
        assertThat(still.state()).isEqualTo("SUCCEEDED");
        assertThat(still.count("CONFIRMED")).isEqualTo(2);
        for (PlacedOrder order : java.util.List.of(first, second)) {
            ShopDriver.Record record = shop.record(order.orderId());
            assertThat(record.captured()).isEqualTo(order.total());
            assertThat(record.captures()).isEqualTo(1);
            assertThat(record.refunds()).isZero();
        }
    }

    @Test
    void anExpiredTeamGivesTheMoneyBackAndNeverSucceeds() {
        String campaign = store.aCampaign(groupPrice, 2, SHORT, Duration.ofMinutes(15));
        Buyer anna = store.aBuyer("Anna");
        Buyer ben = store.aBuyer("Ben");
        JsonObject annas = anna.opens(campaign);
        String team = annas.getString("team");
        JsonObject bens = ben.joins(team);
        PlacedOrder bensOrder = ben.paysFor(bens, 0, Payment.DECLINED);
        PlacedOrder annasOrder = anna.paysFor(annas, 0, Payment.AT_ONCE);
        // The shop cannot be told in time that the price is over.
        shop.faults(SampleShopFaults.of("revoke").failing(503));
        store.awaitTeam(team, "FAILED", PATIENCE);

        shop.payAgain(ben.customer(), bensOrder.orderId(), Payment.AT_ONCE);
        shop.noFaults();

        assertThat(anna.awaitPlace(annas.getString("id"), "RETURNED", PATIENCE).getString("reason"))
                .isEqualTo("team-not-filled");
        assertThat(ben.awaitPlace(bens.getString("id"), "RETURNED", PATIENCE).getString("reason"))
                .isEqualTo("paid-after-the-deadline");
        TeamOfPlaces failed = TeamOfPlaces.of(store, team);
        failed.mustAddUp();
        assertThat(failed.state()).isEqualTo("FAILED");
        assertThat(failed.paid() + failed.held()).isZero();
        for (PlacedOrder order : java.util.List.of(annasOrder, bensOrder)) {
            ShopDriver.Record record = shop.record(order.orderId());
            assertThat(record.refunded()).isEqualTo(order.total());
            assertThat(record.refunds()).isEqualTo(1);
        }
        Api.Answer join = store.aBuyer("Cleo").triesToJoin(team);
        assertThat(join.problem()).isEqualTo("team-closed");
    }

    private static Instant instant(String team, String name) {
        return Instant.parse(store.team(team).getJsonObject("team").getString(name));
    }
}
