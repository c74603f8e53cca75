package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.ledger.StoreDatabase;

/**
 * On an H2 that writes each commit to disk, as the embedded database does; a trigger stops a rollback where it has set
 * a row free and is not over.
 */
@Timeout(60)
class RollbackGuardTest {

    /** What happens in the middle of a rollback. */
    private static volatile Runnable meanwhile;

    @TempDir
    Path folder;

    private final RollbackGuard guard = new RollbackGuard();
    private String url;
    private Connection owner;

    @BeforeEach
    void aRow() throws SQLException {
        url = "jdbc:h2:file:" + folder.resolve("rows") + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000";
        owner = DriverManager.getConnection(url);
        execute(owner, "create table request (id int primary key, state varchar(20))");
        execute(owner, "insert into request values (1, 'REQUESTED')");
        execute(
                owner,
                "create trigger stop after update, rollback on request for each row call '"
                        + MiddleOfRollback.class.getName() + "'");
    }

    @AfterEach
    void closed() throws SQLException {
        meanwhile = null;
        execute(owner, "shutdown");
    }

    @Test
    void withoutItH2LosesWhatIsCommittedDuringARollback() throws SQLException {
        approvedDuringARollback(connection -> connection, false);

        assertThat(state()).as("once H2 keeps it, the guard can go").isEqualTo("REQUESTED");
    }

    @Test
    void whatIsCommittedDuringARollbackStands() throws SQLException {
        approvedDuringARollback(guard::guard, false);

        assertThat(state()).isEqualTo("APPROVED");
    }

    @Test
    void soDoesAStatementThatCommitsByItself() throws SQLException {
        approvedDuringARollback(guard::guard, true);

        assertThat(state()).isEqualTo("APPROVED");
    }

    @Test
    void aStatementThatWaitsForARowLetsItsRollbackPass() throws Exception {
        try (Connection first = open(guard::guard, false);
                Connection second = open(guard::guard, true)) {
            execute(first, "update request set state = 'REJECTED' where id = 1");
            Thread approval = new Thread(() -> execute(second, "update request set state = 'APPROVED' where id = 1"));
            approval.start();
            // So H2 waits for a row.
            awaitEndOr(Thread.State.TIMED_WAITING, approval);

            first.rollback();

            approval.join();
        }
        assertThat(state()).isEqualTo("APPROVED");
    }

    /** H2 commits a sequence within the statement that takes its next number, where the guard does not see it. */
    @Test
    void noTableHasASequence() {
        StoreDatabase migrated = StoreDatabase.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

        assertThat(migrated.transactions().inDirectory(() -> migrated.sql()
                        .directory(
                                "select sequence_name from information_schema.sequences union all"
                                        + " select table_name from information_schema.columns where is_identity = 'YES'",
                                row -> row.getString(1))))
                .isEmpty();
    }

    private void approvedDuringARollback(UnaryOperator<Connection> guarded, boolean autoCommit) throws SQLException {
        try (Connection first = open(guarded, false);
                Connection second = open(guarded, autoCommit)) {
            execute(first, "update request set state = 'REJECTED' where id = 1");
            AtomicReference<Thread> approval = new AtomicReference<>();
            meanwhile = () -> {
                meanwhile = null;
                approval.set(new Thread(() -> {
                    execute(second, "update request set state = 'APPROVED' where id = 1");
                    commit(second, autoCommit);
                }));
                approval.get().start();
                // So it waits for its turn to commit.
                awaitEndOr(Thread.State.WAITING, approval.get());
            };

            first.rollback();

            approval.get().join();
        } catch (InterruptedException stopping) {
            throw new AssertionError(stopping);
        }
    }

    private Connection open(UnaryOperator<Connection> guarded, boolean autoCommit) throws SQLException {
        Connection connection = guarded.apply(DriverManager.getConnection(url));
        connection.setAutoCommit(autoCommit);
        return connection;
    }

    private String state() throws SQLException {
        try (Connection fresh = DriverManager.getConnection(url);
                var row = fresh.createStatement().executeQuery("select state from request where id = 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void awaitEndOr(Thread.State waiting, Thread approval) {
        while (approval.isAlive() && approval.getState() != waiting) {
            Thread.onSpinWait();
        }
    }

    private static void commit(Connection connection, boolean autoCommit) {
        try {
            if (!autoCommit) {
                connection.commit();
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** H2 calls it when it has restored a row. */
    public static final class MiddleOfRollback implements Trigger {

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            Runnable then = meanwhile;
            if (then != null && after != null && "REQUESTED".equals(after[1])) {
                then.run();
            }
        }
    }
}
