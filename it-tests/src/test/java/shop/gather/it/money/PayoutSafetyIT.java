package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;

/** What must be true of a payout at the moment when it is decided. */
class PayoutSafetyIT {

    @ParameterizedTest
    @EnumSource
    void aPayoutThatIsNotCoveredAnyMoreIsNeitherApprovedNorSent(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String early = asked(scene, leader, "4.00");
        String late = asked(scene, leader, "6.00");
        assertThat(scene.decides(early, "approval").status()).isEqualTo(200);
        scene.adjusts(leader, "DEBIT", "3.00", UUID.randomUUID().toString());

        assertThat(scene.decides(late, "approval").problem()).isEqualTo("insufficient-balance");
        Api.Answer batch = batch(scene);
        assertThat(batch.problem()).isEqualTo("conflict");
        assertThat(batch.json().getString("detail")).contains("1 are approved");

        assertThat(scene.decides(late, "rejection").status()).isEqualTo(200);
        assertThat(batch(scene).status()).as("3.00 cover the debt").isEqualTo(201);
        assertThat(state(scene, early)).isEqualTo("SENT");
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void aSuspendedLeadersPayoutsWaitForTheOwner(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = asked(scene, leader, "4.00");
        assertThat(scene.decides(request, "approval").status()).isEqualTo(200);
        scene.store()
                .owner()
                .post(
                        "/api/v1/leaders/" + leader.id() + "/suspension",
                        Json.createObjectBuilder()
                                .add("reason", "Sold to herself")
                                .build());

        assertThat(state(scene, request)).isEqualTo("REQUESTED");
        assertThat(batch(scene).problem()).isEqualTo("conflict");
        assertThat(alarms(scene)).contains("payouts-of-suspended-leader");
        assertThat(scene.decides(request, "approval").problem()).isEqualTo("conflict");
        assertThat(scene.decides(request, "approval?despiteSuspension=true").status())
                .isEqualTo(200);
        assertThat(alarms(scene)).doesNotContain("payouts-of-suspended-leader");
        assertThat(batch(scene).status()).isEqualTo(201);
        scene.booksBalance();
    }

    @Test
    void anApprovalCanBeWithdrawnUntilABatchHasTakenIt() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = asked(scene, leader, "4.00");
        scene.decides(request, "approval");
        Api owner = scene.store().owner();
        assertThat(owner.send("DELETE", "/api/v1/payout-requests/" + request + "/approval", null, Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(batch(scene).problem()).isEqualTo("conflict");
        scene.decides(request, "approval");
        assertThat(batch(scene).status()).isEqualTo(201);
        assertThat(owner.send("DELETE", "/api/v1/payout-requests/" + request + "/approval", null, Map.of())
                        .problem())
                .isEqualTo("conflict");
    }

    @ParameterizedTest
    @EnumSource
    void aPayoutBelowTheStoresMinimumIsRefused(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        assertThat(scene.asks(leader, "0.99").problem()).isEqualTo("invalid-value");
        assertThat(scene.asks(leader, "1.00").status()).isEqualTo(201);
        settings(scene, "5.00");
        assertThat(scene.asks(leader, "4.99").json().getString("detail")).contains("EUR 5.00");
        settings(scene, "0.01");
        assertThat(scene.asks(leader, "0.01").status()).isEqualTo(201);
        assertThat(scene.balance(leader, "requested")).isEqualTo(scene.money("1.01"));
        scene.booksBalance();
    }

    private static void settings(Scene scene, String minimum) {
        JsonObject body = Json.createObjectBuilder()
                .add(
                        "minimumAmounts",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("amount", minimum)
                                        .add("currency", "EUR")))
                .build();
        assertThat(scene.store().owner().put("/api/v1/payout-settings", body)).isEqualTo(body);
        assertThat(scene.store().owner().get("/api/v1/payout-settings")).isEqualTo(body);
    }

    private static String asked(Scene scene, Leader leader, String amount) {
        return scene.asks(leader, amount).json().getString("id");
    }

    private static Api.Answer batch(Scene scene) {
        return scene.store()
                .owner()
                .send(
                        "POST",
                        "/api/v1/payout-batches",
                        null,
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private static String state(Scene scene, String request) {
        return scene.store().owner().get("/api/v1/payout-requests/" + request).getString("state");
    }

    private static String alarms(Scene scene) {
        return scene.store().owner().get("/api/v1/alarms").toString();
    }
}
