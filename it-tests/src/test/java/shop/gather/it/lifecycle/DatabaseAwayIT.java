package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** A PostgreSQL that others use too, and that is away for a while. */
@Tag("long")
class DatabaseAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void answers503WhilePostgresIsAwayAndGoesOnWhenItIsBack() throws IOException, SQLException {
        Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
        EmbeddedPostgres postgres = start(data, 0);
        int port = postgres.getPort();
        try (Connection admin = postgres.getPostgresDatabase().getConnection();
                var statement = admin.createStatement()) {
            statement.execute("create role gather_owner login password 'owner'");
            statement.execute("create role gather_app login password 'app'");
            statement.execute("create database shared_database");
        }
        // What a provider's monitoring leaves in a database: views and tables in public that are not Gather's.
        try (Connection admin =
                        postgres.getDatabase("postgres", "shared_database").getConnection();
                var statement = admin.createStatement()) {
            statement.execute("grant create, usage on schema public to gather_owner");
            statement.execute("create extension pg_stat_statements");
            statement.execute("create table others (id integer primary key)");
            statement.execute("create sequence others_too");
        }
        Map<String, String> settings = new HashMap<>(Shared.SETTINGS);
        settings.put("gather.db.url", "jdbc:postgresql://127.0.0.1:" + port + "/shared_database");
        settings.put("gather.db.user", "gather_app");
        settings.put("gather.db.password", "app");
        settings.put("gather.db.owner.user", "gather_owner");
        settings.put("gather.db.owner.password", "owner");
        settings.put("gather.db.row-level-security", "true");
        try (GatherServer server = GatherServer.onH2(settings)) {
            Store store = Store.connected(server, Shared.aShop());
            String campaign =
                    store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2));
            Map<Api, String> asked = Map.of(
                    Api.of(server.address(), GatherServer.PROVIDER_KEY), "/provider/v1/stores",
                    store.owner(), "/api/v1/campaigns",
                    store.storefront(), "/storefront/v1/campaigns/" + campaign,
                    Api.of(server.address(), null), "/l/abcdefghjk");
            postgres.close();
            asked.forEach((api, path) -> {
                Api.Answer answer = Await.until(
                        "503 of " + path,
                        PATIENCE,
                        () -> api.send("GET", path, null, Map.of()),
                        seen -> seen.status() != 200);
                assertThat(answer.status()).as(path + ": " + answer).isEqualTo(503);
                assertThat(answer.problem()).isEqualTo("database-away");
                assertThat(answer.headers()).containsEntry("retry-after", "5");
            });

            postgres = start(data, port);
            for (int round = 0; round < 3; round++) {
                asked.forEach((api, path) -> Await.until(
                        path + " after the database is back",
                        PATIENCE,
                        () -> api.send("GET", path, null, Map.of()),
                        seen -> seen.status() < 500));
            }
            store.aBuyer("Mia").opens(campaign);
            Await.until(
                    "readiness",
                    PATIENCE,
                    () -> Api.of(server.address(), null).send("GET", "/health/ready", null, Map.of()),
                    seen -> seen.status() == 200);
        } finally {
            postgres.close();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }
}
