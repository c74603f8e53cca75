package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The money of a failed team goes back: each order's own, once, whatever the shop does in the meantime. */
class RefundIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private SampleShopDriver shop;
    private Store store;
    private Money groupPrice;
    private String campaign;

    @BeforeEach
    void aConnectedStore() {
        shop = Shared.aShop();
        store = Store.connected(Shared.postgres(), shop);
        groupPrice = shop.articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        campaign = store.aCampaign(groupPrice, 6, Duration.ofHours(24), Duration.ofMinutes(15));
    }

    @Test
    void everyRefundNamesItsOwnOrder() {
        int teams = Counts.of(3, 50);
        long seed = System.nanoTime();
        System.out.println("SEED everyRefundNamesItsOwnOrder " + seed);
        Random random = new Random(seed);
        int failed = 0;
        for (int i = 0; i < teams; i++) {
            failARandomTeam(random);
            failed++;
        }
        Counts.executed("failed teams of random buyers", failed, teams);
    }

    private void failARandomTeam(Random random) {
        List<Buyer> buyers = Crowd.of(store, 2 + random.nextInt(3));
        Map<PlacedOrder, Integer> orders = new LinkedHashMap<>();
        String team = null;
        List<String> places = new ArrayList<>();
        for (Buyer buyer : buyers) {
            JsonObject place = team == null ? buyer.opens(campaign) : buyer.joins(team);
            team = place.getString("team");
            places.add(place.getString("id"));
            int others = random.nextInt(3);
            orders.put(
                    buyer.paysFor(place, others, random.nextBoolean() ? Payment.AT_ONCE : Payment.AUTHORIZE), others);
            buyer.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        }
        cancel(team);
        orders.forEach((order, others) -> {
            Money rest = others == 0
                    ? Money.zero(groupPrice.getCurrencyUnit())
                    : order.total().minus(groupPrice);
            ShopDriver.Record record = Await.until(
                    order.total() + " less the team's article to be " + rest,
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    seen -> seen.captured().minus(seen.refunded()).equals(rest) && lineIsGone(seen));
            assertThat(record.cancelled()).isEqualTo(others == 0);
            assertThat(record.refunded()).isLessThanOrEqualTo(order.total());
            assertThat(record.refunds()).isLessThanOrEqualTo(1);
            assertThat(record.captures()).isLessThanOrEqualTo(1);
        });
        for (int i = 0; i < places.size(); i++) {
            buyers.get(i).awaitPlace(places.get(i), "RETURNED", PATIENCE);
        }
    }

    private boolean lineIsGone(ShopDriver.Record record) {
        return record.cancelled()
                || record.activeQuantities().getOrDefault(shop.articles().get(0).variantId(), 0) == 0;
    }

    @Test
    void aTeamThatIsCancelledTwiceAtOnceGivesTheMoneyBackOnce() {
        Buyer anna = store.aBuyer("Anna");
        JsonObject place = anna.opens(campaign);
        PlacedOrder order = paysAtOnce(anna, place);

        Callable<Api.Answer> cancellation = () -> store.owner()
                .send("POST", "/api/v1/teams/" + place.getString("team") + "/cancellation", null, Map.of());
        List<Api.Answer> answers = Crowd.atOnce(List.of(cancellation, cancellation, cancellation));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        anna.awaitPlace(place.getString("id"), "RETURNED", PATIENCE);
        givenBackOnce(order);
    }

    @Test
    void aRefundThatFailsIsRetriedUntilDone() {
        Buyer anna = store.aBuyer("Anna");
        JsonObject place = anna.opens(campaign);
        PlacedOrder order = paysAtOnce(anna, place);
        shop.faults(SampleShopFaults.of("refund").failing(503).times(3));

        cancel(place.getString("team"));

        anna.awaitPlace(place.getString("id"), "RETURNED", PATIENCE);
        givenBackOnce(order);
        JsonObject refund = command("Refund");
        assertThat(refund.getString("state")).isEqualTo("DONE");
        assertThat(refund.getInt("attempts")).isEqualTo(4);
    }

    @Test
    void aRefundWhoseAnswerIsLostIsNotMadeTwice() {
        Buyer anna = store.aBuyer("Anna");
        JsonObject place = anna.opens(campaign);
        PlacedOrder order = paysAtOnce(anna, place);
        // The shop does it and answers after the adapter has given up.
        shop.faults(SampleShopFaults.of("refund")
                .answeredLate(Duration.ofSeconds(20))
                .times(1));

        cancel(place.getString("team"));

        anna.awaitPlace(place.getString("id"), "RETURNED", PATIENCE);
        givenBackOnce(order);
    }

    @Test
    void aRefundThatCannotBeMadeStaysWantedAndRaisesAnAlarm() {
        Buyer anna = store.aBuyer("Anna");
        JsonObject place = anna.opens(campaign);
        PlacedOrder order = paysAtOnce(anna, place);
        shop.faults(SampleShopFaults.of("refund").failing(503));

        cancel(place.getString("team"));

        awaitAlarm("command-stuck", order);
        assertThat(command("Refund").getString("state")).isEqualTo("WAITING");
        assertThat(anna.place(place.getString("id")).getString("state")).isEqualTo("FAILED");
        // A person does it in the shop, and Gather sees it done.
        shop.refund(order.orderId(), order.total());
        anna.awaitPlace(place.getString("id"), "RETURNED", PATIENCE);
        givenBackOnce(order);
    }

    private PlacedOrder paysAtOnce(Buyer buyer, JsonObject place) {
        PlacedOrder order = buyer.paysFor(place, 0, Payment.AT_ONCE);
        buyer.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        return order;
    }

    private void cancel(String team) {
        Api.Answer answer = store.owner().send("POST", "/api/v1/teams/" + team + "/cancellation", null, Map.of());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private JsonObject command(String kind) {
        return store.owner().get("/api/v1/shop-commands").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(command -> command.getString("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private void awaitAlarm(String kind, PlacedOrder order) {
        Await.until(
                "an alarm of " + kind,
                PATIENCE,
                () -> store.owner().get("/api/v1/alarms").getJsonArray("items").getValuesAs(JsonObject.class),
                alarms -> alarms.stream()
                        .anyMatch(alarm -> alarm.getString("kind").equals(kind)
                                && alarm.getString("message").contains(order.orderId())));
    }

    private void givenBackOnce(PlacedOrder order) {
        ShopDriver.Record record = shop.record(order.orderId());
        assertThat(record.refunded()).isEqualTo(order.total());
        assertThat(record.refunds()).isEqualTo(1);
        assertThat(record.captures()).isEqualTo(1);
    }
}
