package shop.gather.platform.database;

import java.sql.SQLException;

/** A statement failed. */
public class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
