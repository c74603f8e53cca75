package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;

/** Leaders who want their commission as credit in the shop get it there once, or have it back. */
class StoreCreditIT {

    private static final String CAPABILITY = "storeCredits";

    @ParameterizedTest
    @EnumSource
    void anApprovedRequestIsPaidOnceTheShopHasGivenTheCredit(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");

        String request = asksForCredit(scene, leader, "7.00");
        List<Api.Answer> answers = AtOnce.times(4, number -> scene.decides(request, "approval"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        await(scene, request, "PAID");
        hasCredit(scene, leader, "7.00");
        assertThat(scene.balance(leader, "requested")).isEqualTo(scene.money("0"));
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("3.00"));
        assertThat(scene.shop().commandCounts()).containsEntry("credit", 1);
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheShopRefusesIsWithTheLeaderAgain(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = asksForCredit(scene, leader, "10.00");
        scene.shop().faults(SampleShopFaults.of("credit").failing(404));

        scene.decides(request, "approval");

        JsonObject failed = await(scene, request, "FAILED");
        assertThat(failed.getString("reason")).isEqualTo("The shop did not give the credit.");
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("10.00"));
        assertThat(scene.store()
                        .owner()
                        .get("/api/v1/alarms")
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("message"))
                .contains("credit of EUR 10.00 for customer "
                        + leader.member().customer().customerId())
                .contains("available to the leader again");
        hasCredit(scene, leader, "0");
        scene.booksBalance();
    }

    @Test
    void whetherCreditWasGivenIsTheShopsWord() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = underWay(scene, leader);

        assertThat(scene.decides(request, "failure").problem()).isEqualTo("conflict");
        assertThat(scene.store()
                        .owner()
                        .send("POST", "/api/v1/payout-batches", null, Map.of("Idempotency-Key", request))
                        .problem())
                .as("nothing for a bank")
                .isEqualTo("conflict");
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("0"));
        scene.booksBalance();
    }

    /** Also by its own word that it has none: an earlier try whose answer was lost may have given it. */
    @ParameterizedTest
    @EnumSource
    void aShopThatLostItsStoreCreditHasRefusedNothing(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = asksForCredit(scene, leader, "10.00");
        scene.shop().switchOff(CAPABILITY);
        scene.decides(request, "approval");
        awaitTry(scene);
        assertThat(state(scene, request)).isEqualTo("SENT");

        noted(scene, leader, request);
    }

    @Test
    void aShopThatWasConnectedAnewWithoutItsStoreCreditHasRefusedNothing() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = underWay(scene, leader);
        scene.shop().switchOff(CAPABILITY);
        scene.store().connect();

        noted(scene, leader, request);
    }

    private static void noted(Scene scene, Leader leader, String request) {
        Await.until(
                "the owner to be able to end it",
                Scene.PATIENCE,
                () -> scene.decides(request, "failure"),
                answer -> answer.status() == 200);
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("10.00"));
        scene.booksBalance();
    }

    /** Also of a failure that was noted when the request had not been sent yet, and is written when it has. */
    @ParameterizedTest
    @EnumSource
    void aFailureNotedWhileItIsApprovedEndsNothing(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("20.00");
        for (int round = 0; round < 10; round++) {
            String request = asksForCredit(scene, leader, "1.00");
            AtOnce.times(4, number -> scene.decides(request, number == 0 ? "approval" : "failure"));
            await(scene, request, "PAID");
        }
        hasCredit(scene, leader, "10.00");
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("10.00"));
        scene.booksBalance();
    }

    @Test
    void aShopWithoutStoreCreditOffersTransfersOnly() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        assertThat(methods(leader)).isEqualTo("[\"TRANSFER\",\"STORE_CREDIT\"]");

        scene.shop().switchOff(CAPABILITY);
        scene.store().connect();

        Await.until("transfers only", Scene.PATIENCE, () -> methods(leader), "[\"TRANSFER\"]"::equals);
        assertThat(scene.asksForCredit(leader, "1.00").problem()).isEqualTo("not-supported-by-shop");
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("10.00"));
    }

    /** Approved, and the shop does not say whether it has given the credit. */
    private static String underWay(Scene scene, Leader leader) {
        scene.shop().faults(SampleShopFaults.of("credit").failing(503));
        String request = asksForCredit(scene, leader, "10.00");
        scene.decides(request, "approval");
        awaitTry(scene);
        return request;
    }

    private static String state(Scene scene, String request) {
        return scene.store().owner().get("/api/v1/payout-requests/" + request).getString("state");
    }

    private static void awaitTry(Scene scene) {
        Await.until(
                "a try",
                Scene.PATIENCE,
                () -> scene.store()
                        .owner()
                        .get("/api/v1/shop-commands?state=WAITING")
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getInt("attempts"),
                attempts -> attempts > 0);
    }

    private static String asksForCredit(Scene scene, Leader leader, String amount) {
        Api.Answer answer = scene.asksForCredit(leader, amount);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("id");
    }

    private static JsonObject await(Scene scene, String request, String state) {
        return Await.until(
                "the request to be " + state,
                Scene.PATIENCE,
                () -> scene.store().owner().get("/api/v1/payout-requests/" + request),
                found -> found.getString("state").equals(state));
    }

    private static void hasCredit(Scene scene, Leader leader, String amount) {
        assertThat(scene.shop().storeCredit(leader.member().customer().customerId()))
                .contains(scene.money(amount));
    }

    private static String methods(Leader leader) {
        return leader.api()
                .get("/storefront/v1/me/payout-methods")
                .getJsonArray("methods")
                .toString();
    }
}
