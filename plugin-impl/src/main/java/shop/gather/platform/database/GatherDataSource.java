package shop.gather.platform.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import shop.gather.platform.process.ModuleStart;

/**
 * The data source behind Payara's pool. The first connection (Hibernate requests it before CDI has started) prepares
 * the database: migrated by its owner, with a restricted user for the application. All later ones are that user's.
 */
public final class GatherDataSource implements DataSource {

    static {
        // The first class of this module that the server uses: from here on a deployment that fails ends the process.
        ModuleStart.watch();
    }

    private PrintWriter logWriter;
    private int loginTimeout;

    @Override
    public Connection getConnection() throws SQLException {
        return Database.ready().connect();
    }

    /** The pool's user is ignored: only the database's settings decide which user connects. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("shop.gather");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
