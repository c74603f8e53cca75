package shop.gather.shop.connection;

import java.sql.SQLException;
import shop.gather.platform.database.DatabaseFailure;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.spi.ShopException;

/** The reason why work at a shop failed, as text for the owner. */
public final class FailureReason {

    private FailureReason() {}

    /**
     * Logs a failure. An expected failure of a shop is logged with its message, which is written for the owner; any
     * other failure without its message, which may quote a buyer.
     *
     * @param what says what failed and what happens next
     */
    public static void log(FailureLog log, String what, Throwable failure) {
        if (failure instanceof ShopException || failure instanceof ProblemException) {
            log.expected(what, failure);
        } else {
            log.unexpected(what, failure);
        }
    }

    /**
     * Describes a failure in one sentence for the owner. Does not quote the database, whose message may name a buyer.
     */
    public static String told(Throwable failure) {
        if (failure instanceof DatabaseFailure && failure.getCause() instanceof SQLException database) {
            return "the database refused it (SQL state " + database.getSQLState() + ").";
        }
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "." : ": " + message + ".");
    }
}
