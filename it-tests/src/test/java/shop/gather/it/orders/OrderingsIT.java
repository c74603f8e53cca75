package shop.gather.it.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/**
 * However the shop's notifications arrive, the end is the same: repeated, shuffled, lost, read by two nodes at once and
 * with answers that overtake one another. Each life is compared with one of the same kind whose notifications all came
 * once and in order. Two nodes, because one reads an order once at a time. Repeat a run with {@code -Dgather.seed}.
 */
class OrderingsIT {

    private static final int LANES = Counts.of(3, 8);
    private static final long SEED = Long.getLong("gather.seed", System.nanoTime());

    private static GatherServer one;
    private static GatherServer other;

    @BeforeAll
    static void startTheSecondNode() {
        one = Shared.postgres();
        Map<String, String> sameInstallation = new HashMap<>(one.storage().settings());
        sameInstallation.put("gather.data-dir", one.log().resolveSibling("data").toString());
        sameInstallation.putAll(Shared.SETTINGS);
        other = GatherServer.onPostgres(sameInstallation);
    }

    @AfterAll
    static void stopTheSecondNode() {
        other.close();
    }

    @Test
    void anyOrderOfNotificationsLeadsToTheSameState() {
        run("permutations of an order's notifications", Counts.of(10, 1000), 0);
    }

    @Test
    void aReconciliationMakesGoodForLostNotifications() {
        run("orders of which a fifth of the notifications was lost", Counts.of(5, 100), 0.2);
    }

    @Test
    void anAnswerThatWasOvertakenChangesNothing() {
        int wanted = Counts.of(3, 30);
        try (Lane lane = new Lane(one)) {
            List<String> hooks = List.of(lane.store().hook(one), lane.store().hook(other));
            Map<OrderLife.Kind, OrderLife.Outcome> expected = inOrder(lane, hooks);
            for (int life = 0; life < wanted; life++) {
                OrderLife lived = new OrderLife(lane, OrderLife.Kind.values()[life % 3]);
                new Courier(lane, hooks, new Random(SEED + life), 0).deliverTheLastStepBeforeALateAnswer(lived);
                assertThat(lived.outcome()).as("life " + life).isEqualTo(expected.get(lived.kind()));
            }
        }
        Counts.executed("answers that came after a newer one", wanted, wanted);
    }

    private static void run(String what, int wanted, double lost) {
        System.out.println("SEED " + what + ": " + SEED);
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<Integer>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int own = lane;
                lanes.add(threads.submit(() -> live(own, wanted, lost)));
            }
            int done = 0;
            for (Future<Integer> lane : lanes) {
                done += lane.get();
            }
            Counts.executed(what, done, wanted);
        } catch (ExecutionException failure) {
            throw new AssertionError("seed " + SEED + ": " + failure.getCause().getMessage(), failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Lives every third life, from this number on, in a store of its own. */
    private static int live(int number, int wanted, double lost) {
        try (Lane lane = new Lane(one)) {
            List<String> hooks = List.of(lane.store().hook(one), lane.store().hook(other));
            Map<OrderLife.Kind, OrderLife.Outcome> expected = inOrder(lane, hooks);
            List<OrderLife> lives = new ArrayList<>();
            int handedOn = 0;
            int dropped = 0;
            int reconciliations = 0;
            long reads = 0;
            for (int life = number; life < wanted; life += LANES) {
                Courier courier = new Courier(lane, hooks, new Random(SEED + life), lost);
                OrderLife lived = new OrderLife(lane, OrderLife.Kind.values()[life / LANES % 3]);
                courier.deliverInDisorder(lived);
                assertThat(lived.outcome()).as("life " + life).isEqualTo(expected.get(lived.kind()));
                lives.add(lived);
                handedOn += courier.handedOn();
                dropped += courier.dropped();
                reconciliations += courier.reconciliations();
                reads += lived.reads();
            }
            // Late answers of slow reads have come by now, and have changed nothing.
            lives.forEach(life -> assertThat(life.outcome()).isEqualTo(expected.get(life.kind())));
            System.out.println(
                    "lane " + number + ": " + lives.size() + " lives, " + handedOn + " notifications handed on, "
                            + dropped + " lost, " + reconciliations + " reconciliations, " + reads + " reads");
            return lives.size();
        }
    }

    private static Map<OrderLife.Kind, OrderLife.Outcome> inOrder(Lane lane, List<String> hooks) {
        Map<OrderLife.Kind, OrderLife.Outcome> expected = new EnumMap<>(OrderLife.Kind.class);
        for (OrderLife.Kind kind : OrderLife.Kind.values()) {
            OrderLife life = new OrderLife(lane, kind);
            new Courier(lane, hooks.subList(0, 1), new Random(SEED), 0).deliverInOrder(life);
            OrderLife.Outcome outcome = life.outcome();
            assertThat(outcome.commissions()).hasSize(kind == OrderLife.Kind.REFUNDED_AND_CANCELLED ? 0 : 1);
            assertThat(outcome.sums().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isZero();
            assertThat(outcome.sums().getOrDefault("PENDING", 0L) > 0)
                    .as(outcome.toString())
                    .isEqualTo(kind != OrderLife.Kind.REFUNDED_AND_CANCELLED);
            expected.put(kind, outcome);
        }
        return expected;
    }
}
