package shop.sample.fault;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import shop.sample.platform.Problem;

/** Makes calls of a shop fail on demand. Plans are lost at a restart. */
@Singleton
public class Faults {

    private final Map<String, Running> plans = new ConcurrentHashMap<>();

    /** Replaces the current plan. */
    public void plan(String shop, FaultPlan plan) {
        plans.put(shop, new Running(plan.checked()));
    }

    /** Removes the current plan. */
    public void clear(String shop) {
        plans.remove(shop);
    }

    /** The current plan. */
    public Optional<FaultPlan> planned(String shop) {
        return Optional.ofNullable(plans.get(shop)).map(running -> running.plan);
    }

    /**
     * After how many milliseconds each copy of the next webhook is sent: once and at once, unless something else is
     * planned.
     */
    public List<Long> webhookDelays(String shop) {
        Running running = plans.get(shop);
        return running == null || running.plan.webhooks() == null ? List.of(0L) : running.webhookDelays();
    }

    /** Does the work, or applies the planned fault. */
    public <T> T around(String shop, Operation operation, Supplier<T> work) {
        Running running = plans.get(shop);
        if (running == null || !running.plan.hits(operation) || !running.takeOne()) {
            return work.get();
        }
        FaultPlan plan = running.plan;
        boolean fails = running.fails();
        if (!plan.delaysTheAnswer()) {
            delay(plan.delay());
        }
        if (fails) {
            int status = plan.errorStatus() == null ? 503 : plan.errorStatus();
            // With 404 the shop denies something that exists.
            throw new Problem(status, status == 404 ? "not-found" : "fault-" + status, "a fault was asked for");
        }
        T result = work.get();
        if (plan.delaysTheAnswer()) {
            delay(plan.delay());
        }
        return result;
    }

    private static void delay(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "stopping", "the shop is being stopped");
        }
    }

    private static final class Running {
        private final FaultPlan plan;
        private final Random random;
        private final Random webhookRandom;
        private int left;

        Running(FaultPlan plan) {
            this.plan = plan;
            this.random = random(plan.seed());
            this.webhookRandom =
                    random(plan.webhooks() == null ? null : plan.webhooks().seed());
            this.left = plan.count() == null ? Integer.MAX_VALUE : plan.count();
        }

        private static Random random(Long seed) {
            return seed == null ? new Random() : new Random(seed);
        }

        synchronized List<Long> webhookDelays() {
            FaultPlan.WebhookFaults faults = plan.webhooks();
            if (faults.dropRate() != null && webhookRandom.nextDouble() < faults.dropRate()) {
                return List.of();
            }
            int copies = 1 + (faults.duplicate() == null ? 0 : faults.duplicate());
            boolean shuffle = Boolean.TRUE.equals(faults.shuffle());
            return Stream.generate(() -> shuffle ? (long) webhookRandom.nextInt(1_000) : 0L)
                    .limit(copies)
                    .toList();
        }

        synchronized boolean takeOne() {
            if (left == 0) {
                return false;
            }
            left -= left == Integer.MAX_VALUE ? 0 : 1;
            return true;
        }

        synchronized boolean fails() {
            return plan.errorRate() != null && random.nextDouble() < plan.errorRate();
        }
    }
}
