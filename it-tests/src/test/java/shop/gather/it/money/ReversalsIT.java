package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;

/** A reversal is a new posting, and it is posted once however often it is sent. */
class ReversalsIT {

    private static final int WORKERS = 4;

    /** Shared by both databases: half of the count on each. */
    private static final int COUNT = Counts.of(20, 500);

    @ParameterizedTest
    @EnumSource
    void correctionsSentTwiceAtOnceArePostedOnce(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("1000.00");
        ConcurrentLinkedQueue<UUID> posted = new ConcurrentLinkedQueue<>();

        int done = inTurns(number -> {
            String key = "reversal-" + number;
            List<Api.Answer> answers = AtOnce.times(2, copy -> scene.adjusts(leader, "DEBIT", "1.00", key));
            List<Api.Answer> succeeded =
                    answers.stream().filter(answer -> answer.status() == 201).toList();
            assertThat(succeeded).as(answers.toString()).isNotEmpty();
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 201)
                    .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("idempotency-key-in-flight"));
            Set<String> ids = new HashSet<>();
            succeeded.forEach(answer -> ids.add(answer.json().getString("id")));
            assertThat(ids).hasSize(1);
            posted.add(UUID.fromString(ids.iterator().next()));
        });

        Counts.executed("corrections sent twice at once on " + database, done, COUNT / 2);
        assertThat(new HashSet<>(posted)).hasSize(COUNT / 2);
        assertThat(scene.balance(leader, "available"))
                .isEqualTo(scene.money("1000.00").minus(COUNT / 2));
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void rejectionsSentTwiceAtOnceReturnTheMoneyOnce(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderWith("1000.00");

        int done = inTurns(number -> {
            JsonObject request = scene.asks(leader, "2.00").json();
            List<Api.Answer> answers = AtOnce.times(2, copy -> scene.decides(request.getString("id"), "rejection"));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.json().getString("state")).isEqualTo("REJECTED");
            });
        });

        Counts.executed("rejections sent twice at once on " + database, done, COUNT / 2);
        assertThat(scene.balance(leader, "available")).isEqualTo(scene.money("1000.00"));
        assertThat(scene.balance(leader, "requested")).isEqualTo(scene.money("0"));
        scene.booksBalance();
    }

    /** Does half of the count, some pairs beside one another. */
    private static int inTurns(java.util.function.IntConsumer pair) {
        return AtOnce.times(WORKERS, worker -> {
                    int done = 0;
                    for (int number = worker; number < COUNT / 2; number += WORKERS) {
                        pair.accept(number);
                        done++;
                    }
                    return done;
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
