package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Liveness liveness = new Liveness(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aNodeThatHasNotStartedIsNotReady() {
        assertThat(liveness.problem()).hasValue("The module is still starting.");
    }

    @Test
    void aSweepOlderThanFifteenSecondsIsAProblemAndSaysWhy() {
        liveness.started();
        pass(15);
        liveness.pollCompleted();
        assertThat(liveness.problem()).isEmpty();
        pass(1);
        liveness.failed(new IllegalStateException("no permission for table node"));
        assertThat(liveness.problem().orElseThrow())
                .contains("No sweep was completed on this node for 16 s")
                .contains("no permission for table node");
        liveness.sweepCompleted();
        assertThat(liveness.problem()).isEmpty();
    }

    @Test
    void aSchedulerThatNeverPollsIsAProblemThoughItsSweepsGoOn() {
        liveness.started();
        pass(16);
        liveness.sweepCompleted();
        assertThat(liveness.problem().orElseThrow()).contains("No poll of the scheduler was completed");
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }
}
