package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Storage;

/** What is posted or audited stays as it is: the database refuses the application's own user. */
class PostingsStandIT {

    private static final List<String> APPEND_ONLY = List.of("ledger_posting", "ledger_entry", "audit_entry");

    @Test
    void theApplicationsUserCannotChangePostingsOnPostgres() throws SQLException {
        Storage.PostgresDatabase database =
                (Storage.PostgresDatabase) Shared.postgres().storage();
        Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);
        scene.aLeaderWith("12.34");

        try (Connection application = database.openAsApplication();
                Statement statement = application.createStatement()) {
            statement.execute("set gather.store = '" + scene.store().id() + "'");
            refusesChanges(statement, Set.of("42501"));
        }
        scene.booksBalance();
    }

    @Test
    void theApplicationsUserCannotChangePostingsOnH2() throws SQLException, IOException {
        GatherServer server = GatherServer.onH2(Map.of("gather.poll-interval", "PT1H"));
        try (server) {
            Scene scene = Scene.on(server, Scene.LONG_FREEZE);
            Leader leader = scene.aLeaderWith("12.34");
            scene.asks(leader, "1.00");
            server.stop();
            Path data = ((Storage.EmbeddedFile) server.storage()).dataDirectory();
            String password =
                    Files.readString(data.resolve("database-user.secret")).strip();

            try (Connection application = DriverManager.getConnection(
                            "jdbc:h2:file:" + data.resolve("gather"), "GATHER_APP", password);
                    Statement statement = application.createStatement()) {
                // The second code: what others refer to cannot be truncated by anybody.
                refusesChanges(statement, Set.of("90096", "90106"));
            }
            server.start();
            scene.booksBalance();
        }
    }

    /** @param refusals the database's codes for what may not be done */
    private static void refusesChanges(Statement application, Set<String> refusals) throws SQLException {
        for (String table : APPEND_ONLY) {
            int rows = count(application, table);
            assertThat(rows).as("rows of " + table).isPositive();
            for (String change : List.of(
                    "update " + table + " set store_id = store_id",
                    "delete from " + table,
                    "truncate table " + table,
                    "drop table " + table)) {
                assertThatThrownBy(() -> application.execute(change))
                        .as(change)
                        .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                                .isIn(refusals));
            }
            assertThat(count(application, table)).isEqualTo(rows);
        }
    }

    private static int count(Statement application, String table) throws SQLException {
        try (var row = application.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getInt(1);
        }
    }
}
