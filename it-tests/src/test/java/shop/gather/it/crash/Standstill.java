package shop.gather.it.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Storage;

/**
 * Holds the transactions of some stores in the midst of a step, by a trigger that waits for a lock, until the server is
 * killed. PostgreSQL only. Not thread-safe.
 */
final class Standstill implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NAME = "standstill";

    /** The first half of the locks' keys; the second one is the store's. */
    private static final int LOCKS = 4711;

    private final Connection holder;

    Standstill(Storage storage) throws SQLException {
        holder = storage.openAsOwner();
        execute("create function " + NAME + "() returns trigger language plpgsql as $$ begin"
                + " perform pg_advisory_xact_lock_shared(" + LOCKS
                + ", hashtext(new.store_id::text)); return new; end $$");
    }

    /** From now on no transaction of these stores gets past the step. */
    void begin(Step step, List<String> stores) throws SQLException {
        for (String store : stores) {
            execute("select pg_advisory_lock(" + LOCKS + ", hashtext('" + store + "'))");
        }
        execute(step.trigger(NAME, NAME));
    }

    /** Waits until a transaction of each of these stores stands still. */
    void await(Step step, List<String> stores) {
        for (String store : stores) {
            Await.until(
                    "a transaction of store " + store + " at " + step,
                    PATIENCE,
                    () -> waiting(store),
                    count -> count > 0);
        }
    }

    /** Lets the transactions of a server that was killed end. */
    void end(Step step) throws SQLException {
        execute("select pg_advisory_unlock_all()");
        Await.until(
                "the connections of the killed server to end",
                PATIENCE,
                () -> number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and usename = 'gather_app'"),
                count -> count == 0);
        execute(step.dropTrigger(NAME));
    }

    private long waiting(String store) {
        return number("select count(*) from pg_locks where locktype = 'advisory' and not granted and classid = " + LOCKS
                + " and objid = (hashtext('" + store + "')::bigint & 4294967295)::oid"
                + " and database = (select oid from pg_database where datname = current_database())");
    }

    private long number(String query) {
        return unchecked(() -> {
            try (var statement = holder.createStatement();
                    var found = statement.executeQuery(query)) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = holder.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
