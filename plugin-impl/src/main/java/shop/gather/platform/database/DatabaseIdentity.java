package shop.gather.platform.database;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Identifies this database by properties that a copy does not have: on PostgreSQL the cluster's system identifier and
 * the database's oid, which change when a dump is restored. Thread-safe.
 */
@Singleton
public class DatabaseIdentity {

    private static final String NOT_PERMITTED = "42501";

    @Resource(lookup = "java:app/jdbc/gather")
    private DataSource dataSource;

    @Inject
    DatabaseIdentity() {}

    /** Empty for an embedded database: it is a file, and the identity of the installation is in a file beside it. */
    public String read() {
        try (var connection = dataSource.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return "";
            }
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select (select system_identifier from pg_control_system()) || '/' ||"
                                    + " (select oid from pg_database where datname = current_database())")) {
                row.next();
                return row.getString(1);
            } catch (SQLException failure) {
                if (!NOT_PERMITTED.equals(failure.getSQLState())) {
                    throw failure;
                }
            }
            // Some providers do not grant access to the cluster's identifier.
            try (var statement = connection.createStatement();
                    var row =
                            statement.executeQuery("select oid from pg_database where datname = current_database()")) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }
}
