package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BorrowedThreadsTest {

    private final Queue<Runnable> container = new ArrayDeque<>();
    private final BorrowedThreads threads = new BorrowedThreads(container::add);

    @Test
    void whatWasBegunIsWaitedFor() throws InterruptedException {
        threads.execute(() -> {});
        threads.shutdown();
        assertThat(threads.isTerminated()).isFalse();
        assertThat(threads.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        container.remove().run();
        assertThat(threads.isTerminated()).isTrue();
        assertThat(threads.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatFailsHasEndedToo() {
        threads.execute(() -> {
            throw new IllegalStateException("failed");
        });
        threads.shutdown();
        assertThatThrownBy(() -> container.remove().run()).hasMessage("failed");
        assertThat(threads.isTerminated()).isTrue();
    }

    @Test
    void nothingIsTakenAfterwards() {
        threads.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(container).isEmpty();
    }

    @Test
    void whatTheContainerRefusesIsNotWaitedFor() {
        BorrowedThreads refused = new BorrowedThreads(task -> {
            throw new RejectedExecutionException("full");
        });
        assertThatThrownBy(() -> refused.execute(() -> {})).hasMessage("full");
        refused.shutdown();
        assertThat(refused.isTerminated()).isTrue();
    }
}
