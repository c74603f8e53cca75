package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * Buyers join, pay and leave while the deadline passes and the owner cancels: whatever comes first, a team ends once,
 * and a failed one keeps no money.
 */
class TeamEndingsIT {

    private static final int TRIALS = Counts.of(8, 1000);

    /** So many teams live at the same time. */
    private static final int BATCH = 125;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @ParameterizedTest
    @EnumSource
    void aTeamEndsOnceAndAFailedOneKeepsNoMoney(OnDatabase database) {
        long seed = System.nanoTime();
        System.out.println("SEED aTeamEndsOnceAndAFailedOneKeepsNoMoney on " + database + " " + seed);
        Random random = new Random(seed);
        int ended = 0;
        int succeeded = 0;
        // Chance decides how a trial ends: a few can all end alike, and then some more are played.
        while (ended < TRIALS || (ended < 10 * TRIALS && (succeeded == 0 || succeeded == ended))) {
            List<EndingTrial> batch = batch(database, random, Math.min(BATCH, TRIALS));
            for (EndingTrial trial : batch) {
                succeeded += trial.check() ? 1 : 0;
                ended++;
            }
        }
        System.out.println("       " + succeeded + " of " + ended + " teams succeeded, the others failed");
        assertThat(succeeded).as("both ends were seen").isPositive().isLessThan(ended);
        Counts.executed("joins, deadlines and cancellations interleaved on " + database, ended, TRIALS);
    }

    /** Plays so many trials at the same time, and waits until nothing is to be done for any of them. */
    private static List<EndingTrial> batch(OnDatabase database, Random random, int size) {
        Store store = Shared.aStore(database.server());
        Money price = store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        // Within a trial's few seconds the deadline of the first comes in the midst of things, that of the second only
        // after them.
        List<String> campaigns = List.of(
                store.aCampaign(price, 2, Duration.ofSeconds(5), Duration.ofMinutes(15)),
                store.aCampaign(price, 2, Duration.ofSeconds(25), Duration.ofMinutes(15)));
        ExecutorService pool = Executors.newFixedThreadPool(2 * size);
        List<EndingTrial> trials = new ArrayList<>();
        try {
            List<Buyer> crowd = Crowd.of(store, 4 * size);
            for (int i = 0; i < size; i++) {
                List<Buyer> buyers = crowd.subList(4 * i, 4 * i + 4);
                trials.add(new EndingTrial(store, campaigns.get(i % 2), random.nextLong(), buyers));
            }
            trials.forEach(trial -> trial.start(pool));
            trials.forEach(EndingTrial::awaitEnd);
        } finally {
            pool.shutdownNow();
        }
        Await.until(
                "the shop to have done all commands",
                PATIENCE,
                () -> store.owner().get("/api/v1/shop-commands?state=WAITING").getJsonArray("items"),
                List::isEmpty);
        return trials;
    }
}
