package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Storage;

/**
 * A node that says it is ready does its background work; one that cannot ends, so that its supervisor starts it again.
 */
@Tag("long")
class StartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /**
     * Requests and readiness are asked for all the while, as a load balancer does: they must not make the module load
     * its classes too early either.
     */
    @Test
    void everyStartUnderLoadEndsWithSweepsThatRun() {
        int wanted = Counts.of(2, 40);
        int started = 0;
        try (Load load = new Load();
                GatherServer server = GatherServer.onH2(Shared.SETTINGS)) {
            load.ask(server.address());
            for (; started < wanted; started++) {
                server.start();
                awaitReady(server, true);
                assertThat(log(server)).doesNotContain("zip file closed").doesNotContain("BootstrapMethodError");
                assertThat(nodes(server)).anyMatch(swept -> true);
            }
        }
        Counts.executed("starts under load", started, wanted);
    }

    /** The polls fail, nothing else: the database answers, and its tables are there but for the scheduler's. */
    @Test
    void aSchedulerThatFailsMakesTheNodeUnready() throws SQLException {
        try (GatherServer server = GatherServer.onPostgres(Shared.SETTINGS)) {
            awaitReady(server, true);
            execute(server.storage(), "revoke all on scheduled_tasks from gather_app");
            String answer = awaitReady(server, false);
            assertThat(answer)
                    .contains("No poll of the scheduler was completed")
                    .contains("permission denied");
            execute(server.storage(), "grant select, insert, update, delete on scheduled_tasks to gather_app");
            awaitReady(server, true);

            execute(server.storage(), "revoke all on sweep_lease from gather_app");
            assertThat(awaitReady(server, false))
                    .contains("No sweep was completed on this node for")
                    .contains("permission denied");
            execute(server.storage(), "grant select, insert, update, delete on sweep_lease to gather_app");
            awaitReady(server, true);
        }
    }

    @Test
    void aDeploymentThatFailsEndsTheProcess() throws IOException {
        for (Map<String, String> broken : List.of(
                Map.of("gather.db.url", "jdbc:postgresql://127.0.0.1:1/nothing-listens-here"),
                Map.of("gather.secret-keys", "no key"))) {
            GatherServer.Ended ended = GatherServer.failingToStart(broken);
            assertThat(ended.exitCode()).as("%s, see %s", broken, ended.log()).isEqualTo(70);
            assertThat(Files.readString(ended.log())).contains("The module could not be deployed");
        }
    }

    @Test
    void onlyTheServersUserReadsItsFiles() throws IOException {
        try (GatherServer server = GatherServer.onH2(Shared.SETTINGS)) {
            Path data = ((Storage.EmbeddedFile) server.storage()).dataDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------"));
            }
        }
    }

    private static List<Boolean> nodes(GatherServer server) {
        List<Boolean> sweeping = new ArrayList<>();
        Api.of(server.address(), GatherServer.PROVIDER_KEY)
                .get("/provider/v1/nodes")
                .getJsonArray("items")
                .forEach(node -> sweeping.add(node.asJsonObject().getBoolean("sweeping")));
        return sweeping;
    }

    private static String awaitReady(GatherServer server, boolean ready) {
        return Await.until(
                        ready ? "readiness" : "the end of readiness",
                        PATIENCE,
                        () -> ask(server.address().resolve("/health/ready")),
                        answer -> (answer.statusCode() == 200) == ready)
                .body();
    }

    private static HttpResponse<String> ask(URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static void execute(Storage storage, String sql) throws SQLException {
        try (var connection = storage.openAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String log(GatherServer server) {
        try {
            return Files.readString(server.log());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Two busy processors, and clients who do not wait until the server is ready. */
    private static final class Load implements AutoCloseable {

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

        void ask(URI server) {
            for (String path : List.of("/health/ready", "/l/AAAAAAAA", "/provider/v1/stores")) {
                start(() -> {
                    while (!over.get()) {
                        try {
                            StartIT.ask(server.resolve(path));
                        } catch (AssertionError notYet) {
                            Thread.onSpinWait();
                        }
                    }
                });
            }
        }

        private void start(Runnable work) {
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
