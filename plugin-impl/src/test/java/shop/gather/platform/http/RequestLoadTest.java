package shop.gather.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestLoadTest {

    private static final long NEVER = 600_000;

    private final RequestLoad load = new RequestLoad();

    @Test
    void whoeverGivesWayGoesOnWhenTheRushIsOver() throws Exception {
        aThousandWait();
        CompletableFuture<Void> background = CompletableFuture.runAsync(() -> load.yieldToRequests(NEVER));
        assertThat(background).isNotDone();
        for (int i = 0; i < 1_000; i++) {
            load.end();
        }
        background.get(30, TimeUnit.SECONDS);
    }

    @Test
    void itIsNotWaitedForLongerThanSaid() throws Exception {
        aThousandWait();
        CompletableFuture.runAsync(() -> load.yieldToRequests(1)).get(30, TimeUnit.SECONDS);
    }

    private void aThousandWait() {
        for (int i = 0; i < 1_000; i++) {
            load.begin();
        }
    }
}
