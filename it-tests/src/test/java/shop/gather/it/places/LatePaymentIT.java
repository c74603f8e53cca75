package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

/**
 * A payment that comes when no place is left for it has a defined outcome: the money goes back, and the buyer is told
 * why.
 */
class LatePaymentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SampleShopDriver shop;
    private static Store store;
    private static Money groupPrice;

    @BeforeAll
    static void aConnectedStore() {
        shop = Shared.aShop();
        store = Store.connected(Shared.postgres(), shop);
        groupPrice = shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
    }

    private static String aCampaign() {
        return store.aCampaign(groupPrice, 2, Duration.ofHours(24), Duration.ofMinutes(15));
    }

    /** Who pays so late has kept the price: the shop could not be told in time that it is over. */
    private static void theShopTakesNoPriceBack() {
        shop.faults(SampleShopFaults.of("revoke").failing(503));
    }

    @AfterEach
    void theShopIsWellAgain() {
        shop.noFaults();
    }

    @ParameterizedTest
    @EnumSource(
            value = Payment.class,
            names = {"AUTHORIZE", "AT_ONCE"})
    void aPaymentAfterTheTeamIsFullIsReturnedAndTold(Payment payment) {
        theShopTakesNoPriceBack();
        Buyer anna = store.aBuyer("Anna");
        JsonObject annas = anna.opens(aCampaign());
        String team = annas.getString("team");
        Buyer ben = store.aBuyer("Ben");
        JsonObject bens = ben.joins(team);
        PlacedOrder declined = ben.paysFor(bens, 0, Payment.DECLINED);
        givesBack(ben, bens);
        Buyer cleo = store.aBuyer("Cleo");
        JsonObject cleos = cleo.joins(team);
        PlacedOrder annasOrder = anna.paysFor(annas);
        PlacedOrder cleosOrder = cleo.paysFor(cleos);
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);

        shop.payAgain(ben.customer(), declined.orderId(), payment);

        JsonObject told = ben.awaitPlace(bens.getString("id"), "RETURNED", PATIENCE);
        assertThat(told.getString("reason")).isEqualTo("paid-after-the-team-was-full");
        nothingIsKeptOf(declined);
        for (PlacedOrder order : java.util.List.of(annasOrder, cleosOrder)) {
            captured(order);
        }
        TeamOfPlaces unchanged = TeamOfPlaces.of(store, team);
        unchanged.mustAddUp();
        assertThat(unchanged.count("CONFIRMED")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Payment.class,
            names = {"AUTHORIZE", "AT_ONCE"})
    void aPaymentAfterTheTeamHasFailedIsReturnedAndTold(Payment payment) {
        theShopTakesNoPriceBack();
        Buyer anna = store.aBuyer("Anna");
        JsonObject annas = anna.opens(aCampaign());
        String team = annas.getString("team");
        PlacedOrder annasOrder = anna.paysFor(annas, 0, payment);
        Buyer ben = store.aBuyer("Ben");
        JsonObject bens = ben.joins(team);
        PlacedOrder declined = ben.paysFor(bens, 1, Payment.DECLINED);
        anna.awaitPlace(annas.getString("id"), "PAID", PATIENCE);
        store.owner().post("/api/v1/teams/" + team + "/cancellation", null);
        anna.awaitPlace(annas.getString("id"), "RETURNED", PATIENCE);

        shop.payAgain(ben.customer(), declined.orderId(), payment);

        JsonObject told = ben.awaitPlace(bens.getString("id"), "RETURNED", PATIENCE);
        assertThat(told.getString("reason")).isEqualTo("paid-after-the-team-ended");
        nothingIsKeptOf(annasOrder);
        Money rest = declined.total().minus(groupPrice);
        ShopDriver.Record record = Await.until(
                "Ben to have paid for the other article alone",
                PATIENCE,
                () -> shop.record(declined.orderId()),
                seen -> seen.captured().minus(seen.refunded()).equals(rest));
        assertThat(record.cancelled()).isFalse();
        assertThat(store.teamState(team)).isEqualTo("FAILED");
    }

    @Test
    void anOrderThatIsPaidAtTheSecondTryCounts() {
        Buyer anna = store.aBuyer("Anna");
        JsonObject annas = anna.opens(aCampaign());
        PlacedOrder declined = anna.paysFor(annas, 0, Payment.DECLINED);
        assertThat(anna.place(annas.getString("id")).getString("state")).isEqualTo("HELD");

        shop.payAgain(anna.customer(), declined.orderId(), Payment.AUTHORIZE);

        JsonObject paid = anna.awaitPlace(annas.getString("id"), "PAID", PATIENCE);
        assertThat(paid.getString("orderId")).isEqualTo(declined.orderId());
    }

    @Test
    void aBuyerWhoGaveThePlaceBackAndPaysGetsAFreePlace() {
        theShopTakesNoPriceBack();
        Buyer anna = store.aBuyer("Anna");
        JsonObject annas = anna.opens(aCampaign());
        String team = annas.getString("team");
        Buyer ben = store.aBuyer("Ben");
        JsonObject bens = ben.joins(team);
        PlacedOrder bensOrder = ben.paysFor(bens, 0, Payment.DECLINED);
        givesBack(ben, bens);
        PlacedOrder annasOrder = anna.paysFor(annas);

        shop.payAgain(ben.customer(), bensOrder.orderId(), Payment.AUTHORIZE);

        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        captured(annasOrder);
        captured(bensOrder);
        TeamOfPlaces.of(store, team).mustAddUp();
    }

    private static void givesBack(Buyer buyer, JsonObject place) {
        Api.Answer answer =
                buyer.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private static void nothingIsKeptOf(PlacedOrder order) {
        ShopDriver.Record record = Await.until(
                "nothing to be kept of " + order.number(),
                PATIENCE,
                () -> shop.record(order.orderId()),
                seen -> seen.cancelled() && seen.captured().equals(seen.refunded()));
        assertThat(record.captures()).isLessThanOrEqualTo(1);
        assertThat(record.refunds()).isEqualTo(record.captures());
    }

    private static void captured(PlacedOrder order) {
        ShopDriver.Record record = Await.until(
                "the capture of " + order.number(),
                PATIENCE,
                () -> shop.record(order.orderId()),
                seen -> seen.captured().equals(order.total()));
        assertThat(record.captures()).isEqualTo(1);
        assertThat(record.refunds()).isZero();
    }
}
