package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What buyers are owed when they leave after paying, pay too late, or are not drawn; by the shop's own records. */
class LeaveAndDrawIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");
    private static final Money CONSOLATION = Money.parse("EUR 1.50");

    private final SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));

    private static Stream<Arguments> databasesAndPayments() {
        return Stream.of(OnDatabase.values()).flatMap(database -> Stream.of(Payment.AUTHORIZE, Payment.AT_ONCE)
                .map(payment -> Arguments.of(database, payment)));
    }

    private String aCampaign(Store store, int size, String field, JsonObject policy) {
        JsonObject simple = store.campaign(GROUP_PRICE, size, Duration.ofHours(1), Duration.ofMinutes(15));
        JsonObject plan = Json.createObjectBuilder(simple).add(field, policy).build();
        JsonObject draft = store.owner().post("/api/v1/campaigns", plan);
        assertThat(draft.getJsonObject(field)).isEqualTo(policy);
        return store.publish(draft.getString("id"));
    }

    private static JsonObject policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind).build();
    }

    private static Api.Answer leaves(Buyer buyer, JsonObject place) {
        return buyer.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());
    }

    /** In the shop's records. Who gets credit is told of it. */
    private void mustHaveCredit(Buyer buyer, Money credit) {
        Await.until(
                "the credit of a buyer",
                PATIENCE,
                () -> shop.storeCredit(buyer.customer().customerId()).orElseThrow(),
                credit::equals);
        if (credit.isPositive()) {
            Await.until(
                    "the buyer to be told of it",
                    PATIENCE,
                    () -> buyer.told(),
                    kinds -> kinds.contains("consolation-given"));
        } else {
            assertThat(buyer.told()).doesNotContain("consolation-given");
        }
    }

    private static String id(JsonObject place) {
        return place.getString("id");
    }

    /** Nothing of the order is kept, and it was refunded once if it was captured. */
    private void nothingIsKeptOf(PlacedOrder order, Payment payment) {
        ShopDriver.Record record = Await.until(
                "nothing to be kept of " + order.number(),
                PATIENCE,
                () -> shop.record(order.orderId()),
                seen -> seen.cancelled() && seen.captured().equals(seen.refunded()));
        boolean captured = payment == Payment.AT_ONCE;
        assertThat(record.captured()).isEqualTo(captured ? order.total() : Money.zero(CurrencyUnit.EUR));
        assertThat(record.refunds()).isEqualTo(captured ? 1 : 0);
    }

    private void keptInFull(PlacedOrder order) {
        ShopDriver.Record record = Await.until(
                "the capture of " + order.number(),
                PATIENCE,
                () -> shop.record(order.orderId()),
                seen -> seen.captured().equals(order.total()));
        assertThat(record.captures()).isEqualTo(1);
        assertThat(record.refunds()).isZero();
    }

    @ParameterizedTest
    @MethodSource("databasesAndPayments")
    void whoLeavesAfterPayingIsRefundedOnceAndTheTeamGoesOn(OnDatabase database, Payment payment) {
        Store store = Store.connected(database.server(), shop);
        String campaign = store.aCampaign(GROUP_PRICE, 3, Duration.ofHours(1), Duration.ofMinutes(15));
        Buyer mia = store.aBuyer("Mia");
        JsonObject mias = mia.opens(campaign);
        String team = mias.getString("team");
        PlacedOrder miasOrder = mia.paysFor(mias, 0, payment);
        mia.awaitPlace(id(mias), "PAID", PATIENCE);
        Buyer noah = store.aBuyer("Noah");
        JsonObject noahs = noah.joins(team);
        PlacedOrder noahsOrder = noah.paysFor(noahs, 0, payment);
        noah.awaitPlace(id(noahs), "PAID", PATIENCE);
        assertThat(mia.place(id(mias)).getBoolean("opener")).isTrue();

        assertThat(leaves(mia, mias).status()).isEqualTo(204);
        assertThat(leaves(mia, mias).status()).as("repeated").isEqualTo(204);
        TeamOfPlaces.of(store, team).mustAddUp();
        assertThat(store.team(team).getString("opener")).isEqualTo(id(noahs));
        assertThat(noah.place(id(noahs)).getBoolean("opener")).isTrue();
        JsonObject told = mia.awaitPlace(id(mias), "RETURNED", PATIENCE);
        assertThat(told.getString("reason")).isEqualTo("left-by-the-buyer");
        nothingIsKeptOf(miasOrder, payment);
        assertThat(mia.told()).contains("place-left", "place-returned");

        // Mia changes her mind: a place and an order of their own.
        List<PlacedOrder> others = new ArrayList<>();
        for (Buyer next : List.of(store.aBuyer("Ole"), mia)) {
            others.add(next.paysFor(next.joins(team), 0, payment));
        }
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);
        Api.Answer refused = leaves(noah, noahs);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("team-succeeded");
        others.add(noahsOrder);
        others.forEach(this::keptInFull);
        nothingIsKeptOf(miasOrder, payment);
        TeamOfPlaces.of(store, team).mustAddUp();
    }

    @ParameterizedTest
    @MethodSource("databasesAndPayments")
    void aLatePaymentMovesToTheNextTeamOrToANewOne(OnDatabase database, Payment payment) {
        Store store = Store.connected(database.server(), shop);
        // Who pays so late has kept the price: the shop could not be told in time that it is over.
        shop.faults(SampleShopFaults.of("revoke").failing(503));
        String campaign = aCampaign(store, 2, "latePolicy", policy("new-team"));
        Buyer mia = store.aBuyer("Mia");
        JsonObject mias = mia.opens(campaign);
        PlacedOrder late = mia.paysFor(mias, 0, Payment.DECLINED);
        store.owner().post("/api/v1/teams/" + mias.getString("team") + "/cancellation", null);
        mia.awaitPlace(id(mias), "EXPIRED", PATIENCE);

        shop.payAgain(mia.customer(), late.orderId(), payment);
        JsonObject moved = mia.awaitPlace(id(mias), "PAID", PATIENCE);
        assertThat(moved.getString("reason")).isEqualTo("moved-to-a-new-team");
        String opened = moved.getString("team");
        assertThat(opened).isNotEqualTo(mias.getString("team"));
        assertThat(mia.told()).contains("place-moved");

        Buyer noah = store.aBuyer("Noah");
        JsonObject noahs = noah.opens(campaign);
        PlacedOrder second = noah.paysFor(noahs, 0, Payment.DECLINED);
        store.owner().post("/api/v1/teams/" + noahs.getString("team") + "/cancellation", null);
        noah.awaitPlace(id(noahs), "EXPIRED", PATIENCE);
        shop.payAgain(noah.customer(), second.orderId(), payment);
        store.awaitTeam(opened, "SUCCEEDED", PATIENCE);
        JsonObject confirmed = noah.awaitPlace(id(noahs), "CONFIRMED", PATIENCE);
        assertThat(confirmed.getString("team")).isEqualTo(opened);
        keptInFull(late);
        keptInFull(second);
        TeamOfPlaces.of(store, opened).mustAddUp();
        TeamOfPlaces.of(store, mias.getString("team")).mustAddUp();
        shop.noFaults();
    }

    @ParameterizedTest
    @MethodSource("databasesAndPayments")
    void whoIsNotDrawnIsRefundedAndAnybodyCanRepeatTheDraw(OnDatabase database, Payment payment) throws Exception {
        Store store = Store.connected(database.server(), shop);
        JsonObject oneWins = Json.createObjectBuilder()
                .add("policy", "draw")
                .add("winners", 1)
                .add("consolation", Store.amount(CONSOLATION))
                .build();
        String campaign = aCampaign(store, 3, "outcomePolicy", oneWins);
        assertThat(store.storefront()
                        .get("/storefront/v1/campaigns/" + campaign)
                        .getJsonObject("outcomePolicy"))
                .isEqualTo(oneWins);
        List<Buyer> buyers = new ArrayList<>();
        List<JsonObject> places = new ArrayList<>();
        List<PlacedOrder> orders = new ArrayList<>();
        String team = null;
        JsonObject before = null;
        for (String name : List.of("Mia", "Noah", "Ole")) {
            Buyer buyer = store.aBuyer(name);
            JsonObject place = team == null ? buyer.opens(campaign) : buyer.joins(team);
            if (team == null) {
                team = place.getString("team");
                before = store.storefront().get("/storefront/v1/teams/" + team + "/draw");
                assertThat(before.getBoolean("held")).isFalse();
                assertThat(before.containsKey("secret")).isFalse();
                assertThat(store.storefront()
                                .get("/storefront/v1/teams/" + team)
                                .getInt("winners"))
                        .isEqualTo(1);
            }
            buyers.add(buyer);
            places.add(place);
            orders.add(buyer.paysFor(place, 0, payment));
        }
        store.awaitTeam(team, "SUCCEEDED", PATIENCE);

        JsonObject draw = store.storefront().get("/storefront/v1/teams/" + team + "/draw");
        assertThat(draw.getString("commitment")).isEqualTo(before.getString("commitment"));
        assertThat(draw.getJsonArray("entries").getValuesAs(JsonString::getString))
                .containsExactlyElementsOf(
                        places.stream().map(LeaveAndDrawIT::id).sorted().toList());
        List<String> won = draw.getJsonArray("won").getValuesAs(JsonString::getString);
        assertThat(won).containsExactly(repeated(draw));
        for (int i = 0; i < 3; i++) {
            boolean winner = won.contains(id(places.get(i)));
            buyers.get(i).awaitPlace(id(places.get(i)), winner ? "CONFIRMED" : "RETURNED", PATIENCE);
            assertThat(buyers.get(i).told())
                    .contains(winner ? "draw-won" : "draw-lost")
                    .doesNotContain("team-succeeded");
            mustHaveCredit(buyers.get(i), winner ? Money.zero(CurrencyUnit.EUR) : CONSOLATION);
            if (winner) {
                keptInFull(orders.get(i));
            } else {
                nothingIsKeptOf(orders.get(i), payment);
            }
        }
        TeamOfPlaces.of(store, team).mustAddUp();
    }

    /** The winner by CAMPAIGNS.md, "The draw", and nothing but the published values. */
    private static String repeated(JsonObject draw) throws Exception {
        byte[] secret = HexFormat.of().parseHex(draw.getString("secret"));
        assertThat(sha256(secret)).isEqualTo(draw.getString("commitment"));
        List<String> entries = draw.getJsonArray("entries").getValuesAs(JsonString::getString);
        String seed =
                sha256((draw.getString("team") + "\n" + draw.getString("closedAt") + "\n" + String.join("\n", entries))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(seed).isEqualTo(draw.getString("seed"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return entries.stream()
                .min(Comparator.comparing(entry ->
                        HexFormat.of().formatHex(mac.doFinal((seed + "\n" + entry).getBytes(StandardCharsets.UTF_8)))))
                .orElseThrow();
    }

    private static String sha256(byte[] input) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input));
    }

    /** Two stores draw with secrets of their own, and neither sees the draw of the other. */
    @ParameterizedTest
    @EnumSource
    void aStoreSeesItsOwnDrawsOnly(OnDatabase database) {
        JsonObject oneWins = Json.createObjectBuilder()
                .add("policy", "draw")
                .add("winners", 1)
                .add("consolation", Store.amount(CONSOLATION))
                .build();
        Store store = Store.connected(database.server(), shop);
        Store neighbour = Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
        String own = store.aBuyer("Mia")
                .opens(aCampaign(store, 3, "outcomePolicy", oneWins))
                .getString("team");
        String theirs = neighbour
                .aBuyer("Mia")
                .opens(aCampaign(neighbour, 3, "outcomePolicy", oneWins))
                .getString("team");
        Api.Answer foreign = store.storefront().send("GET", "/storefront/v1/teams/" + theirs + "/draw", null, Map.of());
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(store.storefront()
                        .get("/storefront/v1/teams/" + own + "/draw")
                        .getString("commitment"))
                .isNotEqualTo(neighbour
                        .storefront()
                        .get("/storefront/v1/teams/" + theirs + "/draw")
                        .getString("commitment"));
        JsonObject everybody = store.campaign(GROUP_PRICE, 3, Duration.ofHours(1), Duration.ofMinutes(15));
        String plain =
                store.publish(store.owner().post("/api/v1/campaigns", everybody).getString("id"));
        String without = store.aBuyer("Noah").opens(plain).getString("team");
        assertThat(store.storefront()
                        .send("GET", "/storefront/v1/teams/" + without + "/draw", null, Map.of())
                        .status())
                .isEqualTo(404);
    }
}
