package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Storage;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * The restore of deploy/README.md, step by step: a backup that is taken while buyers join and pay holds everything that
 * was acknowledged before, and acts on no shop until it is told to.
 */
@Tag("long")
class RestoreDrillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void aBackupOfH2TakenWhileBuyersJoinIsRestored() throws Exception {
        SampleShopDriver shop = Shared.aShop();
        GatherServer original = GatherServer.onH2(Shared.SETTINGS);
        Path data = ((Storage.EmbeddedFile) original.storage()).dataDirectory();
        Store store = Store.connected(original, shop);
        ShopDriver.PlacedOrder order = aTeamThatSucceeded(store, shop);
        List<String> acknowledged;
        Path backup;
        try (Joins joins = new Joins(store)) {
            joins.await(5);
            acknowledged = joins.acknowledged();
            JsonObject taken = provider(original).post("/provider/v1/backups", null);
            backup = Path.of(taken.getString("file"));
            joins.await(acknowledged.size() + 3);
        }
        original.stop();

        Path restored = Files.createDirectory(data.resolveSibling("restored-data"));
        unzip(backup, restored);
        for (String secret : List.of("database-owner.secret", "database-user.secret", "secret.key")) {
            Files.copy(data.resolve(secret), restored.resolve(secret));
        }
        try (GatherServer second = GatherServer.onData(restored, Shared.SETTINGS)) {
            isWhatWasBackedUp(second, store, shop, order, acknowledged);
        }
    }

    @Test
    void aDumpOfPostgresTakenWhileBuyersJoinIsRestored() throws Exception {
        if (!run("pg_dump", "--version").startsWith("pg_dump")) {
            System.out.println("NOT RUN: pg_dump is missing");
            return;
        }
        SampleShopDriver shop = Shared.aShop();
        GatherServer original = GatherServer.onPostgres(Shared.SETTINGS);
        var database = (Storage.PostgresDatabase) original.storage();
        var target = database.anotherOne();
        Path dump = original.log().resolveSibling("gather.dump");
        Store store = Store.connected(original, shop);
        ShopDriver.PlacedOrder order = aTeamThatSucceeded(store, shop);
        List<String> acknowledged;
        try (Joins joins = new Joins(store)) {
            joins.await(5);
            acknowledged = joins.acknowledged();
            assertThat(run("pg_dump", "--format=custom", "--file=" + dump, database.toolUrl()))
                    .isEmpty();
            joins.await(acknowledged.size() + 3);
        }
        original.stop();
        assertThat(run("pg_restore", "--exit-on-error", "--dbname=" + target.toolUrl(), dump.toString()))
                .isEmpty();

        // The same data directory: what names the installation there is no copy.
        Map<String, String> settings = new java.util.HashMap<>(Shared.SETTINGS);
        settings.put("gather.data-dir", original.log().resolveSibling("data").toString());
        try (GatherServer second = GatherServer.onDatabase(target, settings)) {
            isWhatWasBackedUp(second, store, shop, order, acknowledged);
        }
    }

    private static void isWhatWasBackedUp(
            GatherServer server,
            Store store,
            SampleShopDriver shop,
            ShopDriver.PlacedOrder order,
            List<String> acknowledged) {
        Api provider = provider(server);
        Api owner = store.owner().at(server.address());
        assertThat(provider.get("/provider/v1/deployment").getBoolean("commandsPaused"))
                .as("paused")
                .isTrue();
        for (String team : acknowledged) {
            assertThat(owner.get("/api/v1/teams/" + team).getJsonObject("team").getString("id"))
                    .isEqualTo(team);
        }
        JsonObject books = owner.get("/api/v1/ledger/verification?full=true");
        assertThat(books.getBoolean("agrees")).as(books.toString()).isTrue();

        provider.put("/provider/v1/deployment", null);
        assertThat(provider.get("/provider/v1/deployment").getBoolean("commandsPaused"))
                .isFalse();
        // What was captured before the backup is not captured again.
        assertThat(shop.record(order.orderId()).captures()).isEqualTo(1);
    }

    private static ShopDriver.PlacedOrder aTeamThatSucceeded(Store store, SampleShopDriver shop) {
        String campaign = store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2));
        Buyer mia = store.aBuyer("Mia");
        JsonObject place = mia.opens(campaign);
        ShopDriver.PlacedOrder order = mia.paysFor(place);
        Buyer noah = store.aBuyer("Noah");
        noah.paysFor(noah.joins(place.getString("team")));
        store.awaitTeam(place.getString("team"), "SUCCEEDED", PATIENCE);
        Await.until("the capture", PATIENCE, () -> shop.record(order.orderId()), record -> record.captured()
                .equals(order.total()));
        return order;
    }

    private static Api provider(GatherServer server) {
        return Api.of(server.address(), GatherServer.PROVIDER_KEY);
    }

    private static void unzip(Path archive, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return output;
        } catch (IOException missing) {
            return "";
        }
    }

    /** Buyers who open teams one after another until it is closed. */
    private static final class Joins implements AutoCloseable {

        private final Queue<String> teams = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread thread;

        Joins(Store store) {
            String campaign =
                    store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(24), Duration.ofHours(2));
            thread = new Thread(() -> {
                while (!over.get()) {
                    Buyer buyer = store.aBuyer("Buyer " + UUID.randomUUID());
                    teams.add(buyer.opens(campaign).getString("team"));
                }
            });
            thread.start();
        }

        void await(int count) {
            Await.until("joins", PATIENCE, teams::size, size -> size >= count);
        }

        List<String> acknowledged() {
            return new ArrayList<>(teams);
        }

        @Override
        public void close() {
            over.set(true);
            try {
                thread.join(60_000);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
