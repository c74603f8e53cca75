package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Who gets credit is decided once and is neither lost nor taken. */
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
