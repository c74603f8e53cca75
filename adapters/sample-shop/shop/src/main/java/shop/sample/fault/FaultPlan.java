package shop.sample.fault;

import java.util.List;
import shop.sample.platform.Problem;

/**
 * What shall go wrong from now on.
 *
 * @param operations names of operations; {@code "*"} for all
 * @param delayMs how long each of these calls takes longer; 30,000 if an answer is to time out and nothing is said
 * @param timeoutAfterCommit whether the delay comes after the work is done instead of before
 * @param errorRate share of the calls that fail instead of being done, 0 to 1
 * @param errorStatus what a failed call answers, 503 if missing
 * @param count how many calls it lasts; for ever if missing
 * @param seed makes the errors the same each time
 * @param webhooks what goes wrong with webhooks
 */
public record FaultPlan(
        List<String> operations,
        Long delayMs,
        Boolean timeoutAfterCommit,
        Double errorRate,
        Integer errorStatus,
        Integer count,
        Long seed,
        WebhookFaults webhooks) {

    /**
     * @param duplicate how many times more each webhook is sent
     * @param shuffle whether each is held back for a random time below a second
     * @param dropRate share of the webhooks that are never sent, 0 to 1
     * @param seed makes it the same each time
     */
    public record WebhookFaults(Integer duplicate, Boolean shuffle, Double dropRate, Long seed) {}

    FaultPlan checked() {
        if (operations != null) {
            operations.stream().filter(name -> !"*".equals(name)).forEach(Operation::named);
        }
        if (!share(errorRate) || (webhooks != null && !share(webhooks.dropRate()))) {
            throw Problem.invalid("a rate must be 0 to 1");
        }
        if (errorStatus != null && (errorStatus < 400 || errorStatus > 599)) {
            throw Problem.invalid("errorStatus must be 400 to 599");
        }
        if ((delayMs != null && delayMs < 0) || (count != null && count < 0)) {
            throw Problem.invalid("delayMs and count must not be negative");
        }
        if (webhooks != null
                && webhooks.duplicate() != null
                && (webhooks.duplicate() < 0 || webhooks.duplicate() > 20)) {
            throw Problem.invalid("duplicate must be 0 to 20");
        }
        return this;
    }

    boolean hits(Operation operation) {
        return operations != null && (operations.contains("*") || operations.contains(operation.key()));
    }

    boolean delaysTheAnswer() {
        return Boolean.TRUE.equals(timeoutAfterCommit);
    }

    long delay() {
        return delayMs != null ? delayMs : delaysTheAnswer() ? 30_000 : 0;
    }

    private static boolean share(Double rate) {
        return rate == null || (rate >= 0 && rate <= 1);
    }
}
