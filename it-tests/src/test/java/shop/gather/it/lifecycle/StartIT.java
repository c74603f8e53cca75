package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Storage;

/**
 * A node that says it is ready does its background work; one that cannot ends, so that its supervisor starts it again.
 */
@Tag("long")
class StartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

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

    private static String awaitReady(GatherServer server, boolean ready) {
        return Await.until(
                        ready ? "readiness" : "the end of readiness",
                        PATIENCE,
                        () -> Api.of(server.address(), null).send("GET", "/health/ready", null, Map.of()),
                        answer -> (answer.status() == 200) == ready)
                .body();
    }

    private static void execute(Storage storage, String sql) throws SQLException {
        try (var connection = storage.openAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
