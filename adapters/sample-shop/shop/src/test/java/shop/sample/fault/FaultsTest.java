package shop.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import shop.sample.platform.Problem;

class FaultsTest {

    private final Faults faults = new Faults();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void onlyTheNamedOperationsOfTheNamedShopFail() {
        faults.plan("a", new FaultPlan(List.of("capture"), null, null, 1.0, 500, null, null, null));
        assertThat(fails("a", Operation.CAPTURE)).isTrue();
        assertThat(fails("a", Operation.REFUND)).isFalse();
        assertThat(fails("b", Operation.CAPTURE)).isFalse();
        assertThat(done).hasValue(2);
    }

    @Test
    void theyFailSoManyTimesAndThenNoMore() {
        faults.plan("a", new FaultPlan(List.of("*"), null, null, 1.0, 503, 2, null, null));
        assertThat(fails("a", Operation.CAPTURE)).isTrue();
        assertThat(fails("a", Operation.READ_ORDER)).isTrue();
        assertThat(fails("a", Operation.CAPTURE)).isFalse();
    }

    @Test
    void oneSeedGivesTheSameFailures() {
        FaultPlan plan = new FaultPlan(List.of("*"), null, null, 0.5, 503, null, 7L, null);
        assertThat(failures(plan)).isEqualTo(failures(plan)).contains(true, false);
    }

    @Test
    void oneSeedGivesTheSameWebhooks() {
        FaultPlan plan =
                new FaultPlan(null, null, null, null, null, null, null, new FaultPlan.WebhookFaults(1, true, 0.5, 3L));
        assertThat(delays(plan)).isEqualTo(delays(plan)).contains(List.of()).anyMatch(each -> each.size() == 2);
        faults.clear("a");
        assertThat(faults.webhookDelays("a")).containsExactly(0L);
    }

    @Test
    void whatIsAnsweredLateIsDone() {
        faults.plan("a", new FaultPlan(List.of("capture"), 1L, true, null, null, null, null, null));
        assertThat(fails("a", Operation.CAPTURE)).isFalse();
        assertThat(done).hasValue(1);
    }

    @Test
    void nonsenseIsRefused() {
        for (FaultPlan plan : List.of(
                new FaultPlan(List.of("fly"), null, null, null, null, null, null, null),
                new FaultPlan(List.of("*"), -1L, null, null, null, null, null, null),
                new FaultPlan(List.of("*"), null, null, 1.5, null, null, null, null),
                new FaultPlan(List.of("*"), null, null, null, 200, null, null, null))) {
            assertThatThrownBy(() -> faults.plan("a", plan)).isInstanceOf(Problem.class);
        }
        assertThat(faults.planned("a")).isEmpty();
    }

    private List<Boolean> failures(FaultPlan plan) {
        faults.plan("a", plan);
        List<Boolean> failures = new ArrayList<>();
        for (int call = 0; call < 20; call++) {
            failures.add(fails("a", Operation.CAPTURE));
        }
        return failures;
    }

    private List<List<Long>> delays(FaultPlan plan) {
        faults.plan("a", plan);
        List<List<Long>> delays = new ArrayList<>();
        for (int webhook = 0; webhook < 20; webhook++) {
            delays.add(faults.webhookDelays("a"));
        }
        return delays;
    }

    private boolean fails(String shop, Operation operation) {
        try {
            faults.around(shop, operation, done::incrementAndGet);
            return false;
        } catch (Problem fault) {
            return true;
        }
    }
}
