package shop.gather.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.config.PrivateFiles;

/**
 * The database of this deployment: its address, its owner and the application's user. Prepared once per process.
 *
 * <p>H2 acknowledges commits before they are on disk unless {@code WRITE_DELAY=0}, which only an administrator may set
 * and which does not persist. So the owner's connection sets it and stays open as long as the process lives. It also
 * sets {@code OPTIMIZE_REUSE_RESULTS=FALSE}: a result that H2 has cached may be older than a commit that was
 * acknowledged (its issue 3894).
 */
final class Database {

    private static Database instance;

    private final Connections application;
    private final Connection ownerConnection;

    /** How the application's user connects. */
    @FunctionalInterface
    private interface Connections {
        Connection open() throws SQLException;
    }

    private Database(Connections application, Connection ownerConnection) {
        this.application = application;
        this.ownerConnection = ownerConnection;
    }

    static synchronized Database ready() throws SQLException {
        if (instance == null) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(Database.class.getClassLoader());
            try {
                String url = GatherConfig.databaseUrl();
                instance = url.startsWith("jdbc:h2:") ? embedded(url) : postgres(url);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return instance;
    }

    Connection connect() throws SQLException {
        return application.open();
    }

    /**
     * Writes the embedded database to a zip file, while it is in use.
     *
     * @return false if this database is not embedded; the file is left as it is then
     */
    boolean backUp(Path file) throws SQLException {
        if (ownerConnection == null) {
            return false;
        }
        try (var statement = ownerConnection.prepareStatement("backup to ?")) {
            statement.setString(1, file.toString());
            statement.execute();
            return true;
        }
    }

    private static Database embedded(String url) throws SQLException {
        if (url.toUpperCase(java.util.Locale.ROOT).contains("WRITE_DELAY")) {
            throw new IllegalStateException("gather.db.url must not set WRITE_DELAY: Gather sets it to 0 itself");
        }
        closeToOthers(url);
        String ownerPassword = passwordFile("database-owner.secret");
        String userPassword = passwordFile("database-user.secret");
        String options = ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
        Properties owner = new Properties();
        owner.put("user", "GATHER_OWNER");
        owner.put("password", ownerPassword);
        Connection ownerConnection =
                new org.h2.Driver().connect(url + options + ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=FALSE", owner);
        requireDurable(ownerConnection);
        JdbcDataSource asOwner = new JdbcDataSource();
        asOwner.setURL(url + options);
        asOwner.setUser("GATHER_OWNER");
        asOwner.setPassword(ownerPassword);
        migrate(asOwner, "blob", "");
        try (var statement = ownerConnection.createStatement()) {
            statement.execute("create user if not exists GATHER_APP password '" + userPassword + "'");
            statement.execute("alter user GATHER_APP set password '" + userPassword + "'");
        }
        Privileges.grant(ownerConnection, "GATHER_APP", false);
        JdbcDataSource asUser = new JdbcDataSource();
        asUser.setURL(url + ";LOCK_TIMEOUT=10000");
        asUser.setUser("GATHER_APP");
        asUser.setPassword(userPassword);
        RollbackGuard rollbacks = new RollbackGuard();
        return new Database(() -> rollbacks.guard(asUser.getConnection()), ownerConnection);
    }

    /**
     * H2 would create its file with the process's umask, so the file is created here; an existing file is made private.
     */
    private static void closeToOthers(String url) {
        String prefix = "jdbc:h2:file:";
        if (url.startsWith(prefix)) {
            String path = url.substring(prefix.length()).split(";", 2)[0];
            Path file = Path.of(path.replaceFirst("^~", System.getProperty("user.home")) + ".mv.db")
                    .toAbsolutePath();
            PrivateFiles.file(file);
            PrivateFiles.close(file.getParent());
        }
    }

    /**
     * Refuses to start with an H2 that could lose acknowledged commits. An in-memory database is exempt: its address
     * shows that it keeps nothing.
     */
    private static void requireDurable(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(
                        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")) {
            if (!row.next() || row.getInt(1) != 0) {
                throw new IllegalStateException(
                        "H2 runs with a write delay: acknowledged commits could be lost. Not starting.");
            }
        }
    }

    private static Database postgres(String url) throws SQLException {
        String user = GatherConfig.text("gather.db.user", "gather_app");
        String ownerUser = GatherConfig.text("gather.db.owner.user", "gather_owner");
        if (user.equals(ownerUser)) {
            throw new IllegalStateException(
                    "gather.db.user must differ from gather.db.owner.user: the application must not be able to change"
                            + " postings");
        }
        PGSimpleDataSource asOwner = new PGSimpleDataSource();
        asOwner.setUrl(url);
        asOwner.setUser(ownerUser);
        asOwner.setPassword(GatherConfig.text("gather.db.owner.password", ""));
        migrate(asOwner, "bytea", "stored");
        try (Connection connection = asOwner.getConnection()) {
            Privileges.grant(connection, user, GatherConfig.flag("gather.db.row-level-security", false));
        }
        PGSimpleDataSource asUser = new PGSimpleDataSource();
        asUser.setUrl(url);
        asUser.setUser(user);
        asUser.setPassword(GatherConfig.text("gather.db.password", ""));
        asUser.setApplicationName("gather");
        return new Database(() -> impatient(asUser.getConnection()), null);
    }

    /** A crashed node keeps its locks until the database closes its connections; this limits the wait for them. */
    private static Connection impatient(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '30s'");
        }
        return connection;
    }

    /** @param stored the word by which a generated column is written with its row; H2 knows no other kind */
    private static void migrate(DataSource owner, String binaryType, String stored) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .placeholders(java.util.Map.of("binary", binaryType, "stored", stored))
                // The schema may already contain views of extensions and tables of others; Gather's own objects start
                // at version 1.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** A generated password beside the embedded database, readable by its owner only. */
    private static String passwordFile(String name) {
        Path file = GatherConfig.dataDirectory().resolve(name);
        try {
            if (PrivateFiles.file(file)) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot keep " + file, unreadable);
        }
    }
}
