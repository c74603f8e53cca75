package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SchedulingTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void aTaskThatThrowsIsTriedLessAndLessOften() {
        assertThat(pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pauseAfter(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pauseAfter(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(pauseAfter(1_000)).isEqualTo(Duration.ofMinutes(5));
    }

    private static Duration pauseAfter(int failures) {
        Execution execution =
                new Execution(NOW, new TaskInstance<>("task", "1"), true, "node", null, null, failures - 1, NOW, 1);
        return Duration.between(
                NOW,
                Scheduling.nextTry(ExecutionComplete.failure(execution, NOW, NOW, new IllegalStateException("test"))));
    }
}
