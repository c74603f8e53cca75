package shop.gather.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RushTest {

    private static final long NEVER = 600_000;

    private final Rush rush = new Rush();

    @Test
    void whoeverGivesWayGoesOnWhenTheRushIsOver() throws Exception {
        aThousandWait();
        CompletableFuture<Void> background = CompletableFuture.runAsync(() -> rush.giveWay(NEVER));
        assertThat(background).isNotDone();
        for (int i = 0; i < 1_000; i++) {
            rush.end();
        }
        background.get(30, TimeUnit.SECONDS);
    }

    @Test
    void itIsNotWaitedForLongerThanSaid() throws Exception {
        aThousandWait();
        CompletableFuture.runAsync(() -> rush.giveWay(1)).get(30, TimeUnit.SECONDS);
    }

    private void aThousandWait() {
        for (int i = 0; i < 1_000; i++) {
            rush.begin();
        }
    }
}
