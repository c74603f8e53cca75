package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.RequestLoad;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.platform.process.LoopErrors;

class WorkTest {

    private final StoreId store = new StoreId(Ids.next());
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<Throwable> ended = new ArrayList<>();
    private final Work work =
            new Work(new RequestLoad(), new LoopErrors((reason, error) -> ended.add(error)), new MemoryBudgets());

    @BeforeEach
    void theContainerLendsThreads() {
        work.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ManagedExecutorService.class}, (proxy, method, args) -> {
                    threads.add((Runnable) args[0]);
                    return null;
                });
    }

    @Test
    void aTaskThatFailsLeavesItsThreadToTheOthers() {
        for (int thread = 0; thread < 8; thread++) {
            work.soon(store, "broken " + thread, () -> {
                throw new NoClassDefFoundError("an adapter's class");
            });
        }
        work.soon(store, "whole", () -> done.add("whole"));
        assertThat(threads).hasSize(8);
        threads.remove().run();
        assertThat(done).containsExactly("whole");
    }

    @Test
    void anErrorOfOurOwnEndsTheProcess() {
        BootstrapMethodError closed = new BootstrapMethodError(new IllegalStateException("zip file closed"));
        work.soon(store, "broken", () -> {
            throw closed;
        });
        threads.remove().run();
        assertThat(ended).containsExactly(closed);
    }

    @Test
    void oneKeyWaitsOnce() {
        work.soon(store, "key", () -> done.add("first"));
        work.soon(store, "key", () -> done.add("second"));
        threads.forEach(Runnable::run);
        assertThat(done).containsExactly("first");
    }

    @Test
    void aStoreThatHasAllItsThreadsKeepsNoOtherWaiting() {
        for (int task = 0; task < 20; task++) {
            String name = "task " + task;
            work.soon(store, name, () -> done.add(name));
        }
        assertThat(threads).hasSize(8);
        work.soon(new StoreId(Ids.next()), "of another store", () -> done.add("of another store"));
        assertThat(threads).hasSize(9);
    }
}
