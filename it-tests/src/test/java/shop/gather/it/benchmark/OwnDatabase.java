package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import shop.gather.it.fixture.Storage;

/** A database of the PostgreSQL server that this JVM started: the only one that the benchmark writes into. */
final class OwnDatabase {

    private final Storage.PostgresDatabase storage;
    private final String url;

    /** @throws IllegalStateException if the server's data directory is not one that this JVM has made */
    OwnDatabase(Storage storage) throws SQLException {
        this.storage = (Storage.PostgresDatabase) storage;
        this.url = storage.settings().get("gather.db.url");
        Path directory = Path.of(text("show data_directory"));
        Instant made = made(directory);
        if (!directory.startsWith(System.getProperty("java.io.tmpdir"))
                || made.isBefore(ProcessHandle.current().info().startInstant().orElseThrow())) {
            throw new IllegalStateException(
                    "not a PostgreSQL that the benchmark started: its data is in " + directory + " since " + made);
        }
    }

    /** An empty database. */
    static OwnDatabase create() throws SQLException {
        return new OwnDatabase(Storage.postgres(false));
    }

    /** The address for PostgreSQL's own tools. */
    String toolUrl() {
        return storage.toolUrl();
    }

    /** Connects as the superuser. */
    Connection open() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = open();
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    String text(String query) throws SQLException {
        try (Connection connection = open();
                var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    private static Instant made(Path directory) {
        try {
            return Files.readAttributes(directory.resolve("PG_VERSION"), BasicFileAttributes.class)
                    .creationTime()
                    .toInstant();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
