package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Who gets credit is decided once and is neither lost, nor taken, nor given to oneself. */
class AttributionIT {

    @ParameterizedTest
    @EnumSource
    void attributionIsDecidedOnce(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader first = scene.aLeader("Lena");
        Leader second = scene.aLeader("Otto");
        PlacedOrder order = scene.anOrderThrough(first);
        scene.awaitCommission(order);
        JsonObject decided = scene.awaitAttribution(order);

        suspend(scene, first);
        scene.store()
                .owner()
                .post(
                        "/api/v1/leaders/" + second.id() + "/coupons",
                        Json.createObjectBuilder().add("code", "OTTO10").build());
        scene.shop().refund(order.orderId(), scene.money("1.00"));

        scene.awaitCommission(order);
        assertThat(scene.attributions(order)).containsExactly(decided);
        assertThat(scene.balance(first, "pending")).isEqualTo(scene.earned(order, 8));
        assertThat(scene.balance(second, "pending")).isEqualTo(scene.money("0"));
    }

    @ParameterizedTest
    @EnumSource
    void whoWasFollowedBeforeTheOrderKeepsTheCreditWhenThePaymentComesLater(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader first = scene.aLeader("Lena");
        Leader second = scene.aLeader("Otto");
        String click = first.clicked(first.aLink());
        Buyer buyer = scene.store().aBuyer("Mia", click);
        PlacedOrder order = scene.buys(buyer, click, 1, 0, Payment.DECLINED);

        scene.store()
                .storefront()
                .post(
                        "/storefront/v1/sessions",
                        Json.createObjectBuilder()
                                .add("shopToken", buyer.customer().token())
                                .add("click", second.clicked(second.aLink()))
                                .build());
        scene.shop().payAgain(buyer.customer(), order.orderId(), Payment.AT_ONCE);

        assertThat(scene.awaitAttribution(order).getString("leaderId")).isEqualTo(first.id());
        scene.awaitCommission(order);
        assertThat(scene.balance(second, "pending")).isEqualTo(scene.money("0"));
    }

    @Test
    void creditIsNotLostWithTheCart() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        Buyer buyer = scene.store().aBuyer("Mia", leader.clicked(leader.aLink()));

        PlacedOrder order = scene.buys(buyer, null, 1, 0, Payment.AT_ONCE);

        JsonObject decided = scene.awaitAttribution(order);
        assertThat(decided.getString("leaderId")).isEqualTo(leader.id());
        assertThat(decided.getString("evidence")).isEqualTo("BOND");
        scene.awaitCommission(order);
    }

    @Test
    void aLeaderEarnsNothingOnWhatSheBuysHerself() {
        Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);
        Leader recruiter = scene.aLeader("Rosa");
        Leader leader = scene.aLeaderRecruitedBy(recruiter);
        String click = leader.clicked(leader.aLink());

        PlacedOrder order = scene.buys(leader.member(), click, 1, 0, Payment.AT_ONCE);

        JsonObject decided = scene.awaitAttribution(order);
        assertThat(decided.getString("leaderId", null)).isNull();
        assertThat(decided.getString("reason")).contains("bought it herself");
        PlacedOrder ofAnother = scene.anOrderThrough(leader);
        scene.awaitCommission(ofAnother);
        assertThat(scene.commissions(order)).isEmpty();
        scene.awaitBalance(leader, "pending", scene.earned(ofAnother, 8));
    }

    @Test
    void aRecruiterEarnsNothingOnWhatSheBuysThroughHerRecruit() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader recruiter = scene.aLeader("Rosa");
        Leader leader = scene.aLeaderRecruitedBy(recruiter);
        String click = leader.clicked(leader.aLink());

        PlacedOrder order = scene.buys(recruiter.member(), click, 1, 0, Payment.AT_ONCE);

        scene.awaitCommission(order);
        assertThat(scene.commissions(order)).hasSize(1);
        assertThat(scene.balance(recruiter, "pending")).isEqualTo(scene.money("0"));
    }

    @ParameterizedTest
    @EnumSource
    void aLeadersSecondCustomerOfTheShopEarnsHerNothingOnceTheOwnerHasJoinedThem(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        String click = leader.clicked(leader.aLink());
        Buyer disguise = scene.store().aBuyer("L.", click);
        PlacedOrder before = scene.buys(disguise, click, 1, 0, Payment.AT_ONCE);
        scene.awaitCommission(before);
        JsonObject decided = scene.awaitAttribution(before);

        scene.store()
                .owner()
                .post(
                        "/api/v1/members/" + leader.member().memberId() + "/aliases",
                        Json.createObjectBuilder()
                                .add("customerId", disguise.customer().customerId())
                                .build());
        PlacedOrder withTheLink = scene.buys(disguise, click, 1, 1, Payment.AT_ONCE);
        PlacedOrder withoutIt = scene.buys(disguise, null, 1, 1, Payment.AT_ONCE);

        assertThat(scene.awaitAttribution(withTheLink).getString("reason")).contains("bought it herself");
        assertThat(scene.awaitAttribution(withoutIt).getString("leaderId", null))
                .as("her bond to herself is gone")
                .isNull();
        assertThat(scene.commissions(withTheLink)).isEmpty();
        assertThat(scene.commissions(withoutIt)).isEmpty();
        assertThat(scene.attributions(before)).as("decided once").containsExactly(decided);
        assertThat(scene.balance(leader, "pending")).isEqualTo(scene.earned(before, 8));
    }

    @ParameterizedTest
    @EnumSource
    void aLeadersCouponCodeOutranksTheLinkOfAnother(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader lena = scene.aLeader("Lena");
        Leader otto = scene.aLeader("Otto");
        scene.shop().coupon("OTTO10", 10);
        given(scene, otto, "otto10");
        String click = lena.clicked(lena.aLink());
        Buyer buyer = scene.store().aBuyer("Mia", click);

        PlacedOrder order = scene.shop().checkout(basket(scene, buyer, click), List.of("OTTO10"));

        JsonObject decided = scene.awaitAttribution(order);
        assertThat(decided.getString("leaderId")).isEqualTo(otto.id());
        assertThat(decided.getString("evidence")).isEqualTo("COUPON");
        assertThat(decided.getString("reason"))
                .contains("coupon code OTTO10 of leader " + otto.id())
                .contains("outranks the link of leader " + lena.id());
        scene.awaitCommission(order);
        assertThat(scene.balance(lena, "pending")).isEqualTo(scene.money("0"));
    }

    /** Whoever joins a team has the code: it says nothing about who brought the buyer. */
    @ParameterizedTest
    @EnumSource
    void theCodeOfAGroupPriceNeverAttributes(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader lena = scene.aLeader("Lena");
        Leader otto = scene.aLeader("Otto");
        String campaign = scene.store()
                .aCampaign(
                        scene.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                        2,
                        Duration.ofHours(24),
                        Duration.ofMinutes(15));
        Buyer buyer = scene.store().aBuyer("Mia", lena.clicked(lena.aLink()));
        JsonObject place = buyer.admitted(buyer.opens(campaign));
        given(scene, otto, place.getString("reference"));

        PlacedOrder order = buyer.paysFor(place, 1, Payment.AT_ONCE);

        JsonObject decided = scene.awaitAttribution(order);
        assertThat(decided.getString("leaderId")).isEqualTo(lena.id());
        assertThat(decided.getString("evidence")).isEqualTo("CLICK");
    }

    /** Where all buyers share one code, as at shops whose prices are promotions. */
    @Test
    void aCodeThatACampaignTookLaterNeitherAttributesNorIsGivenAgain() throws SQLException {
        Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);
        Leader lena = scene.aLeader("Lena");
        Leader otto = scene.aLeader("Otto");
        scene.shop().coupon("TEAMTEA", 10);
        given(scene, otto, "TEAMTEA");
        String campaign = scene.store()
                .aCampaign(
                        scene.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                        2,
                        Duration.ofHours(24),
                        Duration.ofMinutes(15));
        try (Connection rows = Shared.postgres().storage().openAsOwner();
                PreparedStatement taken =
                        rows.prepareStatement("update campaign set offer_reference = 'TeamTea' where id = ?")) {
            taken.setObject(1, UUID.fromString(campaign));
            assertThat(taken.executeUpdate()).isEqualTo(1);
        }
        String click = lena.clicked(lena.aLink());

        PlacedOrder order =
                scene.shop().checkout(basket(scene, scene.store().aBuyer("Mia", click), click), List.of("TEAMTEA"));

        assertThat(scene.awaitAttribution(order).getString("leaderId")).isEqualTo(lena.id());
        String coupons = "/api/v1/leaders/" + otto.id() + "/coupons";
        scene.store().owner().send("DELETE", coupons + "/TEAMTEA", null, Map.of());
        assertThat(scene.store()
                        .owner()
                        .send(
                                "POST",
                                coupons,
                                Json.createObjectBuilder()
                                        .add("code", "TEAMTEA")
                                        .build()
                                        .toString(),
                                Map.of("Idempotency-Key", "again"))
                        .problem())
                .isEqualTo("conflict");
    }

    @ParameterizedTest
    @EnumSource
    void aSuspendedLeaderEarnsNothingNewAndKeepsWhatSheHas(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        String click = leader.clicked(leader.aLink());
        Buyer buyer = scene.store().aBuyer("Mia", click);
        PlacedOrder before = scene.buys(buyer, click, 1, 0, Payment.AT_ONCE);
        scene.awaitBalance(leader, "pending", scene.awaitCommission(before));

        suspend(scene, leader);
        PlacedOrder after = scene.buys(buyer, click, 1, 1, Payment.AT_ONCE);

        JsonObject decided = scene.awaitAttribution(after);
        assertThat(decided.getString("evidence")).isEqualTo("NONE");
        assertThat(decided.getString("reason")).contains("suspended");
        assertThat(scene.commissions(after)).isEmpty();
        assertThat(scene.balance(leader, "pending")).isEqualTo(scene.earned(before, 8));
    }

    @ParameterizedTest
    @EnumSource
    void clicksAtOnceAreAllCounted(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        JsonObject link = leader.aLink();

        AtOnce.times(8, number -> {
            for (int click = 0; click < 25; click++) {
                leader.clicked(link);
            }
            return number;
        });

        Await.until(
                "the clicks to be counted",
                Scene.PATIENCE,
                () -> clicks(leader, link.getString("id")),
                clicks -> clicks >= 200);
        assertThat(clicks(leader, link.getString("id"))).isEqualTo(200);
    }

    private static void given(Scene scene, Leader leader, String code) {
        scene.store()
                .owner()
                .post(
                        "/api/v1/leaders/" + leader.id() + "/coupons",
                        Json.createObjectBuilder().add("code", code).build());
    }

    private static ShopDriver.Checkout basket(Scene scene, Buyer buyer, String click) {
        return new ShopDriver.Checkout(
                buyer.customer(),
                Map.of(scene.shop().articles().get(0).variantId(), 1),
                null,
                null,
                Map.of("gather_click", click),
                Payment.AT_ONCE);
    }

    private static int clicks(Leader leader, String link) {
        return leader
                .api()
                .get("/storefront/v1/me/group-links")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(found -> found.getString("id").equals(link))
                .findFirst()
                .orElseThrow()
                .getInt("clicks");
    }

    private static void suspend(Scene scene, Leader leader) {
        Api.Answer suspended = scene.store()
                .owner()
                .send(
                        "POST",
                        "/api/v1/leaders/" + leader.id() + "/suspension",
                        Json.createObjectBuilder()
                                .add("reason", "Asked for it")
                                .build()
                                .toString(),
                        Map.of());
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
    }
}
