package shop.gather.it.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Await;

/**
 * Lives an order's life and hands the shop's notifications on while it goes: each several times, shuffled among later
 * ones, to either node, some never; and makes reads of orders answer late with what was true when they were asked. Not
 * thread-safe.
 */
final class Courier {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LATE = Duration.ofSeconds(4);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Lane lane;
    private final List<String> hooks;
    private final Random random;
    private final double lost;
    private final List<Mailbox.Letter> bag = new ArrayList<>();
    private final List<CompletableFuture<HttpResponse<Void>>> handedOn = new ArrayList<>();
    private int taken;
    private int dropped;
    private int reconciliations;

    /**
     * @param hooks where the nodes take notifications
     * @param lost the share of notifications that never arrive
     */
    Courier(Lane lane, List<String> hooks, Random random, double lost) {
        this.lane = lane;
        this.hooks = hooks;
        this.random = random;
        this.lost = lost;
        this.taken = lane.mailbox().letters().size();
    }

    int handedOn() {
        return handedOn.size();
    }

    int dropped() {
        return dropped;
    }

    int reconciliations() {
        return reconciliations;
    }

    /** Hands each notification on once and at once. */
    void deliverInOrder(OrderLife life) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        int last = taken + life.kind().notifications();
        while (!life.isOver() || taken < last || !bag.isEmpty()) {
            collect(1);
            if (!bag.isEmpty()) {
                handOn(bag.remove(0));
            } else if (life.isDue()) {
                life.step();
            } else {
                rest(giveUp);
            }
        }
        finish(life);
    }

    /**
     * As {@link #deliverInOrder}, but the last step comes while the first node's read, which saw the order before it,
     * is on its way back; the second node's read overtakes that one. Returns when the overtaken answer has come.
     */
    void deliverTheLastStepBeforeALateAnswer(OrderLife life) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        int lastButOne = taken + life.kind().notifications() - 1;
        while (!life.isLast() || !life.isDue() || taken < lastButOne || !bag.isEmpty() || !life.isQuiet()) {
            collect(1);
            if (!bag.isEmpty()) {
                handOn(bag.remove(0));
            } else if (!life.isLast() && life.isDue()) {
                life.step();
            } else {
                rest(giveUp);
            }
        }
        Mailbox.Letter old = letterAbout(life.order());
        long reads = life.reads();
        lane.shop().faults(SampleShopFaults.of("read-order").answeredLate(LATE).times(1));
        handOn(old, hooks.get(0));
        Await.until("the slow read to begin", PATIENCE, life::reads, now -> now > reads);
        Instant answered = Instant.now().plus(LATE).plus(LATE);
        life.step();
        int known = taken;
        Await.until("the shop to tell", PATIENCE, () -> lane.mailbox().letters().size(), size -> size > known);
        collect(1);
        bag.forEach(letter -> handOn(letter, hooks.get(1)));
        bag.clear();
        finish(life);
        Await.until("the late answer", PATIENCE, Instant::now, answered::isBefore);
    }

    private Mailbox.Letter letterAbout(String order) {
        return lane.mailbox().letters().stream()
                .filter(letter -> letter.body().contains(order))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Lives the life with disorder; every notification that is not lost has been handed on at the end. */
    void deliverInDisorder(OrderLife life) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        int last = taken + life.kind().notifications();
        while (!life.isOver() || taken < last || !bag.isEmpty()) {
            collect(1 + random.nextInt(5));
            boolean due = life.isDue();
            if (due && (bag.isEmpty() || random.nextInt(3) == 0)) {
                slowSomeReads();
                life.step();
            } else if (!bag.isEmpty()) {
                slowSomeReads();
                handOn(bag.remove(random.nextInt(bag.size())));
            } else {
                rest(giveUp);
                if (lost > 0 && !due && life.isQuiet()) {
                    reconcile();
                }
            }
        }
        if (lost > 0) {
            Await.until("all to be quiet", PATIENCE, life::isQuiet, quiet -> quiet);
            reconcile();
        }
        finish(life);
    }

    private void reconcile() {
        reconciliations++;
        lane.reconcileOnce();
        Await.until("one reconciliation", PATIENCE, lane::hasReconciled, made -> made);
    }

    private void finish(OrderLife life) {
        for (CompletableFuture<HttpResponse<Void>> answer : handedOn) {
            assertThat(answer.join().statusCode()).isEqualTo(202);
        }
        Await.until("all to be quiet", PATIENCE, life::isQuiet, quiet -> quiet);
        lane.shop().noFaults();
    }

    /** Takes what came since the last time. */
    private void collect(int copies) {
        List<Mailbox.Letter> all = lane.mailbox().letters();
        for (Mailbox.Letter letter : all.subList(taken, all.size())) {
            if (random.nextDouble() < lost) {
                dropped++;
                continue;
            }
            for (int copy = 0; copy < copies; copy++) {
                bag.add(letter);
            }
        }
        taken = all.size();
    }

    /** Some of the next reads see the order as it is now and answer only after later reads have answered. */
    private void slowSomeReads() {
        if (random.nextInt(3) == 0) {
            lane.shop()
                    .faults(SampleShopFaults.of("read-order")
                            .answeredLate(Duration.ofMillis(50 + random.nextInt(400)))
                            .times(1 + random.nextInt(2)));
        }
    }

    private void handOn(Mailbox.Letter letter) {
        handOn(letter, hooks.get(random.nextInt(hooks.size())));
    }

    private void handOn(Mailbox.Letter letter, String hook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hook))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(letter.body()));
        letter.headers().forEach(request::header);
        handedOn.add(CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()));
    }

    private static void rest(Instant giveUp) {
        if (Instant.now().isAfter(giveUp)) {
            throw new AssertionError("an order's life did not go on within " + PATIENCE);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
}
