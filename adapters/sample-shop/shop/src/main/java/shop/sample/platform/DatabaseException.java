package shop.sample.platform;

import java.sql.SQLException;

/** The database refused or failed. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super(cause);
    }

    /** Whether a row with the same key was there already. */
    public boolean isDuplicate() {
        return getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }
}
