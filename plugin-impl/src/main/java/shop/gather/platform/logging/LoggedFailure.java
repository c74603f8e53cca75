package shop.gather.platform.logging;

import java.sql.SQLException;

/**
 * A failure as it may be logged: the classes and the stack traces of it and its causes, without their messages. A
 * database quotes the row that it refuses, and an adapter what the shop answered: names and e-mail addresses of buyers,
 * which nobody can erase from a log.
 */
final class LoggedFailure extends Throwable {

    private static final long serialVersionUID = 1L;

    private static final int MAX_CAUSES = 10;

    private final String what;

    private LoggedFailure(String what, Throwable cause) {
        super(what, cause, false, true);
        this.what = what;
    }

    static LoggedFailure of(Throwable failure) {
        return of(failure, MAX_CAUSES);
    }

    private static LoggedFailure of(Throwable failure, int causes) {
        Throwable cause = failure.getCause();
        LoggedFailure logged =
                new LoggedFailure(name(failure), cause == null || causes == 0 ? null : of(cause, causes - 1));
        logged.setStackTrace(failure.getStackTrace());
        return logged;
    }

    private static String name(Throwable failure) {
        String name = failure.getClass().getName();
        return failure instanceof SQLException database ? name + " (SQL state " + database.getSQLState() + ")" : name;
    }

    @Override
    public String toString() {
        return what;
    }
}
