package shop.gather.adapter.medusa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import shop.gather.adapter.support.fixture.NodeProcess;

/**
 * Databases of test shops on one PostgreSQL that this JVM starts and ends. Medusa's migrations run once; each shop gets
 * a copy of what they made.
 */
final class MedusaDatabases {

    private static final String TEMPLATE = "medusa_template";
    private static final Duration MIGRATION = Duration.ofMinutes(5);

    private static EmbeddedPostgres server;

    private MedusaDatabases() {}

    /** The address of a new database with Medusa's tables and nothing in them. */
    static synchronized String create(Path testShop) throws IOException {
        if (server == null) {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "200")
                    .start();
            execute(started, "create database " + TEMPLATE);
            NodeProcess.run(
                    testShop,
                    "migrate",
                    Map.of("DATABASE_URL", url(started, TEMPLATE)),
                    MIGRATION,
                    "node",
                    "node_modules/@medusajs/cli/cli.js",
                    "db:migrate",
                    "--execute-safe-links");
            server = started;
        }
        String name = "shop_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        execute(server, "create database " + name + " template " + TEMPLATE);
        return url(server, name);
    }

    private static String url(EmbeddedPostgres postgres, String database) {
        return "postgres://postgres@127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IOException(sql, failure);
        }
    }
}
