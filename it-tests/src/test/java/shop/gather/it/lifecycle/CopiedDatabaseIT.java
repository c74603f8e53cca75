package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.EventReceiver;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * A copy of a database, started elsewhere to try something out, must not capture, cancel or offer anything at the real
 * shop.
 */
@Tag("long")
class CopiedDatabaseIT {

    private static final Map<String, String> SETTINGS = Map.of("gather.poll-interval", "PT1H");
    private static final String FOREIGN = "copied or restored from another installation";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Longer than a paused command waits before it looks again. */
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    @Test
    void doesNothingAtTheShopUntilTheProviderSaysThatItTakesOver() {
        SampleShopDriver shop = Shared.aShop();
        GatherServer original = GatherServer.onH2(SETTINGS);
        Store store = Store.connected(original, shop);
        EventReceiver events = EventReceiver.of(store);
        events.refuse(true);
        ShopDriver.PlacedOrder order = aTeamWhoseCaptureFails(store, shop);
        original.stop();
        events.refuse(false);
        int sent = events.calls();
        Path copy = copyOf(original.log().resolveSibling("data"));
        shop.noFaults();

        try (events;
                GatherServer second =
                        GatherServer.onH2(Map.of("gather.poll-interval", "PT2S", "gather.data-dir", copy.toString()))) {
            Api provider = Api.of(second.address(), GatherServer.PROVIDER_KEY);
            Map<String, Integer> before = shop.commandCounts();
            assertThat(provider.get("/provider/v1/deployment").getString("reason"))
                    .contains(FOREIGN);
            assertThat(paused(provider, shop, before)).isTrue();
            assertThat(store.owner()
                            .at(second.address())
                            .get("/api/v1/connection")
                            .getString("problem"))
                    .contains(FOREIGN);
            assertThat(events.calls()).as("events of the copy").isEqualTo(sent);
            assertThat(shop.record(order.orderId()).captured().isZero()).isTrue();

            provider.put("/provider/v1/deployment", null);
            JsonObject adopted = provider.get("/provider/v1/deployment");
            assertThat(adopted.getBoolean("commandsPaused")).isFalse();
            assertThat(adopted.getJsonArray("takeovers").getValuesAs(JsonObject.class))
                    .extracting(takeover -> takeover.getBoolean("here"))
                    .containsExactly(true, false);
            assertThat(adopted.getJsonArray("takeovers").getJsonObject(0).getString("by"))
                    .contains("provider");
            Await.until(
                    "the capture by the copy that took over",
                    PATIENCE,
                    () -> shop.record(order.orderId()),
                    record -> record.captured().equals(order.total()));
            assertThat(shop.record(order.orderId()).captures()).isEqualTo(1);
            Await.until(
                    "its events",
                    PATIENCE,
                    () -> events.ofType("team.succeeded").size(),
                    size -> size == 1);
        }
    }

    /** Two buyers pay; the shop fails every capture, so that commands wait. */
    private static ShopDriver.PlacedOrder aTeamWhoseCaptureFails(Store store, SampleShopDriver shop) {
        String campaign = store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 2, Duration.ofHours(24), Duration.ofHours(2));
        shop.faults(SampleShopFaults.of("capture").failing(503));
        Buyer mia = store.aBuyer("Mia");
        JsonObject place = mia.opens(campaign);
        ShopDriver.PlacedOrder order = mia.paysFor(place);
        Buyer noah = store.aBuyer("Noah");
        noah.paysFor(noah.joins(place.getString("team")));
        store.awaitTeam(place.getString("team"), "SUCCEEDED", PATIENCE);
        Await.until(
                "the captures to wait",
                PATIENCE,
                () -> store.owner()
                        .get("/api/v1/shop-commands?state=WAITING")
                        .getJsonArray("items")
                        .size(),
                size -> size == 2);
        return order;
    }

    /** Watches for a while that the shop is asked to do nothing. */
    private static boolean paused(Api provider, SampleShopDriver shop, Map<String, Integer> before) {
        long end = System.nanoTime() + A_WHILE.toNanos();
        return Await.until(
                "a while to pass",
                PATIENCE,
                () -> {
                    assertThat(shop.commandCounts()).isEqualTo(before);
                    assertThat(provider.get("/provider/v1/deployment").getBoolean("commandsPaused"))
                            .isTrue();
                    return System.nanoTime() > end;
                },
                passed -> passed);
    }

    /** As {@code cp -r} copies the data directory: all of it, the file that names the installation too. */
    private static Path copyOf(Path data) {
        Path copy = data.resolveSibling("copied-data");
        try (Stream<Path> files = Files.list(data)) {
            Files.createDirectories(copy);
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            return copy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
