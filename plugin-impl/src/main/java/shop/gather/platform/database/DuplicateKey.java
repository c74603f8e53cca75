package shop.gather.platform.database;

import java.sql.SQLException;

/** A unique constraint forbade a row: what should be made exists already. */
public final class DuplicateKey extends DatabaseFailure {

    private static final long serialVersionUID = 1L;

    DuplicateKey(SQLException cause) {
        super(cause);
    }
}
