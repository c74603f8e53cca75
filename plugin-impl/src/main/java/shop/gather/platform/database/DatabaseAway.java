package shop.gather.platform.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Distinguishes a database that cannot be reached (now) from one that refuses a statement. */
public final class DatabaseAway {

    /**
     * PostgreSQL's shutdown, crash and start, and too many connections; a lock that did not become free in time, on
     * PostgreSQL and on H2.
     */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300", "55P03", "HYT00");

    /** H2's broken connection, closed database and closing database. */
    private static final Set<Integer> H2_CODES = Set.of(90067, 90098, 90121);

    private DatabaseAway() {}

    /** Whether a failure was caused by an unreachable database, so that a retry may succeed. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommitFailure || isOfPool(cause) || cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
        }
        return false;
    }

    /** The connector's exception of a pool that has no connection to give; its type is the server's. */
    private static boolean isOfPool(Throwable cause) {
        return cause.getClass().getName().equals("jakarta.resource.spi.ResourceAllocationException");
    }

    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state.startsWith("08")
                || STATES.contains(state)
                || H2_CODES.contains(failure.getErrorCode());
    }
}
