package shop.gather.shop.connection;

import java.sql.SQLException;
import shop.gather.platform.database.DatabaseFailure;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.ShopException;

/** Why work at a shop failed, in words for the owner. */
public final class FailureReason {

    private FailureReason() {}

    /** Whether a failure is one that shops are expected to have, which needs no stack trace. */
    public static boolean isExpected(Throwable failure) {
        return failure instanceof ShopException || failure instanceof ProblemException;
    }

    /** A failure in one sentence for the owner. It does not quote the database, which may name the buyer. */
    public static String told(Throwable failure) {
        if (failure instanceof DatabaseFailure && failure.getCause() instanceof SQLException database) {
            return "the database refused it (SQL state " + database.getSQLState() + ").";
        }
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "." : ": " + message + ".");
    }
}
