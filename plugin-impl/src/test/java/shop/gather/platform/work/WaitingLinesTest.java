package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;

class WaitingLinesTest {

    private static final int THREADS = 8;

    private int together = 1;
    private final WaitingLines<String> waiting = new WaitingLines<>(THREADS, 25, any -> together);
    private final StoreId store = new StoreId(Ids.next());

    private void reported(int orders) {
        for (int i = 0; i < orders; i++) {
            waiting.add(store, "order" + i);
        }
    }

    @Test
    void areTakenInTheOrderInWhichTheyCame() {
        List.of("b", "a", "c").forEach(order -> waiting.add(store, order));
        assertThat(waiting.take(store)).containsExactly("b");
        assertThat(waiting.take(store)).containsExactly("a");
        assertThat(waiting.take(store)).containsExactly("c");
        assertThat(waiting.take(store)).isEmpty();
    }

    @Test
    void areSharedByTheThreadsOfAStore() {
        reported(20);
        assertThat(waiting.take(store)).as("an eighth, rounded up").hasSize(3);
        assertThat(waiting.take(store)).as("an eighth of the rest").hasSize(3);
        reported(1_000);
        assertThat(waiting.take(store)).as("the largest share").hasSize(25);
    }

    @Test
    void theLastFreeThreadLeavesTheOthersTheirShares() {
        for (int i = 0; i < THREADS - 1; i++) {
            waiting.add(store, "slow" + i);
            waiting.take(store);
        }
        reported(24);
        assertThat(waiting.take(store)).hasSize(3);
        assertThat(waiting.turnEnded(store)).as("a busy one that ends goes on").isTrue();
        assertThat(waiting.take(store)).hasSize(3);
    }

    @Test
    void anOrderWaitsOnce() {
        waiting.add(store, "a");
        waiting.add(store, "a");
        assertThat(waiting.take(store)).containsExactly("a");
        assertThat(waiting.take(store)).isEmpty();
    }

    @Test
    void anOrderThatIsReadWaitsUntilItsReadHasEnded() {
        waiting.add(store, "a");
        waiting.take(store);
        assertThat(waiting.add(store, "a"))
                .as("reported during the read: a turn would find nothing")
                .isFalse();
        assertThat(waiting.ended(store, List.of("a")))
                .as("a turn is wanted now")
                .isTrue();
        assertThat(waiting.turnEnded(store)).isFalse();
        assertThat(waiting.take(store)).containsExactly("a");
        assertThat(waiting.ended(store, List.of("a"))).isFalse();
    }

    @Test
    void noMoreTurnsAreQueuedThanFindSomethingToDo() {
        int wanted = 0;
        for (int i = 0; i < 1_000; i++) {
            wanted += waiting.add(store, "order" + i) ? 1 : 0;
        }
        assertThat(wanted).isEqualTo(THREADS);
    }

    @Test
    void anOrderWhoseTurnWasRefusedGetsOneWhenItIsReportedAgain() {
        assertThat(waiting.add(store, "a")).isTrue();
        waiting.noTurn(store);
        assertThat(waiting.add(store, "a")).isTrue();
    }

    @Test
    void anotherStoresOrdersAreNotTaken() {
        waiting.add(store, "a");
        assertThat(waiting.take(new StoreId(Ids.next()))).isEmpty();
    }

    @Test
    void whatComesWhileTwoThreadsDoSeveralAtOnceGathers() {
        together = 25;
        assertThat(waiting.add(store, "first")).isTrue();
        waiting.take(store);
        assertThat(waiting.add(store, "second")).isTrue();
        waiting.take(store);
        reported(20);
        assertThat(waiting.add(store, "last"))
                .as("two are under way, and no full share waits")
                .isFalse();

        waiting.ended(store, List.of("first"));
        assertThat(waiting.turnEnded(store)).isTrue();

        assertThat(waiting.take(store)).as("all that has gathered").hasSize(21);
    }

    @Test
    void aFullShareGetsAThreadMore() {
        together = 25;
        int wanted = 0;
        for (int i = 0; i < 60; i++) {
            wanted += waiting.add(store, "order" + i) ? 1 : 0;
        }
        assertThat(wanted).as("two, and one for each full share").isEqualTo(4);
        reported(1_000);
        assertThat(waiting.take(store)).hasSize(25);
    }

    @Test
    void aShareIsNoLargerThanWhatIsDoneTogether() {
        together = 10;
        reported(24);
        assertThat(waiting.take(store)).hasSize(10);
        assertThat(waiting.take(store)).hasSize(10);
        assertThat(waiting.take(store)).hasSize(4);
    }

    @Test
    void anItemWhoseTurnWasRefusedGetsOneWhenASweepFindsItAgain() {
        assertThat(waiting.addUnlessTaken(store, "a")).isTrue();
        waiting.noTurn(store);
        assertThat(waiting.addUnlessTaken(store, "a")).isTrue();
    }

    @Test
    void everyOrderIsTakenInTheEnd() {
        takenInTheEnd();
    }

    @Test
    void soIsEveryOneThatIsDoneWithOthers() {
        together = 25;
        takenInTheEnd();
    }

    /** Whatever happens in whatever order: while an order waits, a turn is queued or under way. */
    private void takenInTheEnd() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int queued = 0;
        List<List<String>> underWay = new ArrayList<>();
        for (int step = 0; step < 50_000; step++) {
            int what = random.nextInt(10);
            if (what < 4) {
                if (waiting.add(store, "order" + random.nextInt(60))) {
                    if (random.nextInt(20) == 0) {
                        waiting.noTurn(store);
                    } else {
                        queued++;
                    }
                }
            } else if (what < 7 && queued > 0 && underWay.size() < THREADS) {
                queued--;
                underWay.add(waiting.take(store));
            } else if (!underWay.isEmpty()) {
                queued += wantedAfter(underWay.remove(random.nextInt(underWay.size())));
            }
        }
        // The next sweep reports what still waits; then nothing is refused any more.
        queued += waiting.add(store, "order0") ? 1 : 0;
        while (queued > 0 || !underWay.isEmpty()) {
            if (queued > 0) {
                queued--;
                underWay.add(waiting.take(store));
            }
            queued += wantedAfter(underWay.remove(0));
        }
        assertThat(waiting.take(store)).as("seed %d", seed).isEmpty();
    }

    private int wantedAfter(List<String> turn) {
        return (waiting.ended(store, turn) ? 1 : 0) + (waiting.turnEnded(store) ? 1 : 0);
    }

    @Test
    void whatASweepFindsAgainWhileAThreadHasItDoesNotWaitAgain() {
        waiting.addUnlessTaken(store, "a");
        waiting.take(store);
        assertThat(waiting.addUnlessTaken(store, "a")).isFalse();
        assertThat(waiting.ended(store, List.of("a"))).isFalse();
        assertThat(waiting.take(store)).isEmpty();
        assertThat(waiting.addUnlessTaken(store, "a")).isTrue();
    }
}
