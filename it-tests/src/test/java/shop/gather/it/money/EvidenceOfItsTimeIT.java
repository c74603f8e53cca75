package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Evidence counts as of the time when an order is placed, whatever changes until it is paid. */
class EvidenceOfItsTimeIT {

    @ParameterizedTest
    @EnumSource
    void aLinkThatIsDisabledAfterTheClickGivesNoCreditForLaterOrdersAndKeepsItForEarlierOnes(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        JsonObject link = leader.aLink();
        String click = leader.clicked(link);
        Buyer buyer = scene.store().aBuyer("Mia", click);
        PlacedOrder before = scene.buys(buyer, click, 1, 0, Payment.DECLINED);

        setLive(scene, link, false);
        PlacedOrder withTheOldToken = scene.buys(buyer, click, 1, 0, Payment.AT_ONCE);
        PlacedOrder byTheBond = scene.buys(buyer, null, 1, 0, Payment.AT_ONCE);
        Buyer late = scene.store().aBuyer("Tom", click);
        PlacedOrder byANewLogin = scene.buys(late, null, 1, 0, Payment.AT_ONCE);
        scene.shop().payAgain(buyer.customer(), before.orderId(), Payment.AT_ONCE);

        assertThat(scene.awaitAttribution(before).getString("leaderId")).isEqualTo(leader.id());
        for (PlacedOrder after : List.of(withTheOldToken, byTheBond, byANewLogin)) {
            assertThat(scene.awaitAttribution(after).getString("evidence")).isEqualTo("NONE");
        }

        setLive(scene, link, true);
        PlacedOrder enabledAgain = scene.buys(buyer, click, 1, 0, Payment.AT_ONCE);
        assertThat(scene.awaitAttribution(enabledAgain).getString("leaderId")).isEqualTo(leader.id());
        assertThat(scene.attributions(withTheOldToken).get(0).getString("evidence"))
                .isEqualTo("NONE");
    }

    @Test
    void aCouponCodeThatGoesToAnotherLeaderBeforeTheOrderIsPaidEarnsForWhoHadItWhenTheOrderWasPlaced() {
        Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);
        Leader anna = scene.aLeader("Anna");
        Leader otto = scene.aLeader("Otto");
        scene.shop().coupon("TEA10", 10);
        give(scene, anna, "TEA10");
        Buyer buyer = scene.store().aBuyer("Mia");
        PlacedOrder unpaid = scene.shop().checkout(basket(scene, buyer, Payment.DECLINED), List.of("TEA10"));

        scene.store().owner().send("DELETE", "/api/v1/leaders/" + anna.id() + "/coupons/TEA10", null, Map.of());
        give(scene, otto, "TEA10");
        PlacedOrder later = scene.shop().checkout(basket(scene, buyer, Payment.AT_ONCE), List.of("TEA10"));
        scene.shop().payAgain(buyer.customer(), unpaid.orderId(), Payment.AT_ONCE);

        assertThat(scene.awaitAttribution(unpaid).getString("leaderId")).isEqualTo(anna.id());
        assertThat(scene.awaitAttribution(later).getString("leaderId")).isEqualTo(otto.id());
    }

    @Test
    void aCouponCodeGivenAfterTheOrderEarnsNothingByIt() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader anna = scene.aLeader("Anna");
        scene.shop().coupon("ANNA10", 10);
        Buyer buyer = scene.store().aBuyer("Mia");
        PlacedOrder old = scene.shop().checkout(basket(scene, buyer, Payment.DECLINED), List.of("ANNA10"));

        give(scene, anna, "ANNA10");
        scene.shop().payAgain(buyer.customer(), old.orderId(), Payment.AT_ONCE);

        JsonObject decided = scene.awaitAttribution(old);
        assertThat(decided.getString("evidence")).isEqualTo("NONE");
        assertThat(decided.getString("reason")).contains("coupon code ANNA10");
        assertThat(scene.commissions(old)).isEmpty();
    }

    private static void setLive(Scene scene, JsonObject link, boolean live) {
        String address = "/api/v1/group-links/" + link.getString("id");
        long version =
                scene.store().owner().get(address).getJsonNumber("version").longValue();
        Api.Answer changed = scene.store()
                .owner()
                .send(
                        "PUT",
                        address,
                        Json.createObjectBuilder().add("live", live).build().toString(),
                        Map.of("If-Match", "\"" + version + "\""));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private static void give(Scene scene, Leader leader, String code) {
        scene.store()
                .owner()
                .post(
                        "/api/v1/leaders/" + leader.id() + "/coupons",
                        Json.createObjectBuilder().add("code", code).build());
    }

    private static ShopDriver.Checkout basket(Scene scene, Buyer buyer, Payment payment) {
        return new ShopDriver.Checkout(
                buyer.customer(), Map.of(scene.shop().articles().get(0).variantId(), 1), null, null, Map.of(), payment);
    }
}
