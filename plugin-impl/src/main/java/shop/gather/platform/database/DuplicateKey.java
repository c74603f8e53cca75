package shop.gather.platform.database;

import java.sql.SQLException;

/** A unique constraint refused a row: it already exists. */
public final class DuplicateKey extends DatabaseFailure {

    private static final long serialVersionUID = 1L;

    DuplicateKey(SQLException cause) {
        super(cause);
    }
}
