package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/**
 * However slowly a node starts, its background work runs once it is ready. Several servers start at once beside two
 * threads that keep both cores busy. Readiness and pages are asked for all the while, as a load balancer does: that must
 * not make the module load its classes too early either.
 */
@Tag("long")
@Isolated("it takes both cores from every test beside it")
class StartUnderLoadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void everyStartUnderLoadEndsWithSweepsThatRun() throws Exception {
        int servers = Counts.of(2, 4);
        int startsOfEach = Counts.of(1, 10);
        ExecutorService starters = Executors.newFixedThreadPool(servers);
        int started = 0;
        try (Load load = new Load()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < servers; i++) {
                all.add(starters.submit(startsOfOne(startsOfEach, load)));
            }
            for (Future<Integer> one : all) {
                started += one.get();
            }
        } finally {
            starters.shutdownNow();
        }
        Counts.executed("starts under load", started, Counts.of(2, 40));
    }

    private static Callable<Integer> startsOfOne(int wanted, Load load) {
        return () -> {
            int started = 0;
            try (GatherServer server = GatherServer.stoppedOnH2(Shared.SETTINGS)) {
                load.ask(server);
                for (; started < wanted; started++) {
                    server.start();
                    awaitSweeps(server);
                    assertThat(Files.readString(server.log()))
                            .doesNotContain("zip file closed")
                            .doesNotContain("BootstrapMethodError");
                }
            }
            return started;
        };
    }

    /** Ready, and a sweep was completed on this node. */
    private static void awaitSweeps(GatherServer server) {
        Await.until(
                "readiness",
                PATIENCE,
                () -> Api.of(server.address(), null).send("GET", "/health/ready", null, Map.of()),
                answer -> answer.status() == 200);
        assertThat(Api.of(server.address(), GatherServer.PROVIDER_KEY)
                        .get("/provider/v1/nodes")
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .anyMatch(node -> node.getBoolean("sweeping"));
    }

    /** Two busy processors, and clients who do not wait until a server is ready. */
    private static final class Load implements AutoCloseable {

        private static final long BETWEEN_REQUESTS = Duration.ofMillis(50).toNanos();

        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Thread> threads = new ArrayList<>();

        Load() {
            for (int i = 0; i < 2; i++) {
                start(() -> {
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                });
            }
        }

        void ask(GatherServer server) {
            for (String path : List.of("/health/ready", "/l/AAAAAAAA", "/provider/v1/stores")) {
                Api client = Api.of(server.address(), null);
                start(() -> {
                    while (!over.get()) {
                        try {
                            client.send("GET", path, null, Map.of());
                        } catch (UncheckedIOException | IllegalStateException notYetOrOver) {
                            // Nobody listens yet, or the test is over.
                        }
                        LockSupport.parkNanos(BETWEEN_REQUESTS);
                    }
                });
            }
        }

        private synchronized void start(Runnable work) {
            Thread thread = new Thread(work, "load");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }

        @Override
        public void close() {
            over.set(true);
            threads.forEach(Thread::interrupt);
        }
    }
}
