package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Money leaves once, and only money that is there. */
class PayoutsIT {

    @ParameterizedTest
    @EnumSource
    void twoPayoutRequestsAtOnceCannotBothHaveTheMoney(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");

        List<Api.Answer> answers = AtOnce.times(6, number -> scene.asks(leader, "10.00"));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("insufficient-balance"));
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("0"));
        assertThat(scene.balance(leader, "requested")).isEqualTo(scene.money("10.00"));
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void everyStoredPayoutRequestHasItsDebit(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");

        AtOnce.times(8, number -> scene.asks(leader, "3.00"));

        Money stored = leader
                .api()
                .get("/storefront/v1/me/payout-requests")
                .getJsonArray("items")
                .getValuesAs(jakarta.json.JsonObject.class)
                .stream()
                .map(request -> Store.money(request.getJsonObject("amount")))
                .reduce(scene.money("0"), Money::plus);
        assertThat(stored).isEqualTo(scene.money("9.00"));
        assertThat(scene.balance(leader, "requested")).isEqualTo(stored);
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("1.00"));
        scene.booksBalance();
    }

    @Test
    void whatIsAskedForIsOnHoldUntilItIsPaid() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = scene.asks(leader, "7.00").json().getString("id");

        assertThat(scene.asks(leader, "3.01").problem()).isEqualTo("insufficient-balance");
        scene.decides(request, "approval");
        assertThat(scene.asks(leader, "3.01").problem()).isEqualTo("insufficient-balance");
        scene.paysOut(request);
        assertThat(scene.asks(leader, "3.01").problem()).isEqualTo("insufficient-balance");

        assertThat(scene.asks(leader, "3.00").status()).isEqualTo(201);
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("0"));
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void rejectingTwiceReturnsTheMoneyOnce(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = scene.asks(leader, "4.00").json().getString("id");

        List<Api.Answer> answers = Stream.concat(
                        AtOnce.times(4, number -> scene.decides(request, "rejection")).stream(),
                        Stream.of(scene.decides(request, "rejection")))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.json().getString("state"))
                .isEqualTo("REJECTED"));
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("10.00"));
        assertThat(scene.balance(leader, "requested")).isEqualTo(scene.money("0"));
        scene.booksBalance();
    }

    @Test
    void approvingAndRejectingAtOnceDecideOnce() {
        Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = scene.asks(leader, "10.00").json().getString("id");

        List<Api.Answer> answers =
                AtOnce.times(6, number -> scene.decides(request, number % 2 == 0 ? "approval" : "rejection"));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("conflict"));
        String state =
                scene.store().owner().get("/api/v1/payout-requests/" + request).getString("state");
        assertThat(scene.balance(leader, "requested")).isEqualTo(scene.money(state.equals("APPROVED") ? "10.00" : "0"));
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money(state.equals("APPROVED") ? "0" : "10.00"));
        scene.booksBalance();
    }

    /** What is refused has locked the request, and is rolled back while the approval waits for it (ADR 15). */
    @ParameterizedTest
    @EnumSource
    void anApprovalStandsWhateverIsRefusedAtThatMoment(Database database) {
        int rounds = Counts.of(10, 500);
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith(rounds + ".00");

        int approved = 0;
        for (int round = 0; round < rounds; round++) {
            String request = scene.asks(leader, "1.00").json().getString("id");
            List<Api.Answer> answers =
                    AtOnce.times(4, number -> scene.decides(request, number == 0 ? "approval" : "failure"));
            assertThat(answers).extracting(Api.Answer::status).containsExactly(200, 409, 409, 409);
            assertThat(scene.store()
                            .owner()
                            .get("/api/v1/payout-requests/" + request)
                            .getString("state"))
                    .as("round " + round)
                    .isEqualTo("APPROVED");
            approved++;
        }

        Counts.executed("approvals among refusals on " + database, approved, rounds);
        assertThat(scene.balance(leader, "requested")).isEqualTo(scene.money(rounds + ".00"));
        scene.booksBalance();
    }

    @Test
    void aTransferThatCameBackTwiceIsCreditedOnce() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("10.00");
        String request = scene.asks(leader, "10.00").json().getString("id");
        scene.paysOut(request);

        AtOnce.times(4, number -> scene.decides(request, "failure"));

        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("10.00"));
        scene.booksBalance();
    }
}
