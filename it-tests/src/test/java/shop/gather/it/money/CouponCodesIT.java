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
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A leader's coupon code is evidence of who brought the buyer; the code of a group price is none. */
class CouponCodesIT {

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
}
