package shop.sample.fault;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import shop.sample.platform.Problem;

/** Makes calls of a shop go wrong on demand. Forgotten at a restart. */
@Singleton
public class Faults {

    private final Map<String, Running> plans = new ConcurrentHashMap<>();

    /** From now on this goes wrong, and nothing that was said before. */
    public void plan(String shop, FaultPlan plan) {
        plans.put(shop, new Running(plan.checked()));
    }

    /** Nothing goes wrong any more. */
    public void clear(String shop) {
        plans.remove(shop);
    }

    /** What is planned now. */
    public Optional<FaultPlan> planned(String shop) {
        return Optional.ofNullable(plans.get(shop)).map(running -> running.plan);
    }

    /** Whatever is planned for webhooks now. */
    public Optional<FaultPlan.WebhookFaults> webhooks(String shop) {
        return planned(shop).map(FaultPlan::webhooks);
    }

    /** Does the work, or what is planned instead. */
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
            // 404 is the shop claiming that what it has is not there.
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
        private int left;

        Running(FaultPlan plan) {
            this.plan = plan;
            this.random = plan.seed() == null ? new Random() : new Random(plan.seed());
            this.left = plan.count() == null ? Integer.MAX_VALUE : plan.count();
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
