package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Detour;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * On the smallest heap that the documentation recommends, twenty shops answer with what would fill the memory, and 200
 * clients send such bodies at the same time. Every ordinary request of another tenant gets its right answer meanwhile,
 * its background work goes on, and the process stays alive. It runs with {@code -XX:+ExitOnOutOfMemoryError}, so that
 * one such error would end it.
 */
@Tag("long")
@Isolated("its two hundred clients take both cores from every test beside it")
class HostileTenantsIT {

    private static final int SHOPS = 20;
    private static final int CLIENTS = 200;
    private static final Duration ATTACK = Duration.ofSeconds(Counts.of(40, 120));
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<Detour> shops = new ArrayList<>();
    private final List<Store> hostile = new ArrayList<>();
    private GatherServer server;
    private Store honest;
    private String campaign;

    @BeforeEach
    void twentyStoresWhoseShopsTurnHostile() {
        server = GatherServer.onH2(
                Map.of("test.heap", "320m", "gather.poll-interval", "PT2S", "gather.trusted-proxies", "127.0.0.1"));
        honest = Shared.aStore(server);
        campaign = honest.aCampaign(
                honest.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                2,
                Duration.ofHours(24),
                Duration.ofHours(2));
        List<HttpHandler> kinds = HostileShops.kinds();
        for (int i = 0; i < SHOPS; i++) {
            var shop = Shared.aShop();
            Detour detour = new Detour(shop);
            shops.add(detour);
            Store store = Store.created(server, shop);
            store.owner().put("/api/v1/connection", store.connection(detour.settings(), store.currency()));
            hostile.add(store);
        }
        for (int i = 0; i < SHOPS; i++) {
            shops.get(i).answerAlways(kinds.get(i % kinds.size()));
        }
    }

    @AfterEach
    void stop() {
        server.close();
        shops.forEach(Detour::close);
    }

    @Test
    void twentyHostileShopsAndTwoHundredClientsLeaveAnotherTenantUndisturbed() throws IOException {
        int teams = 0;
        try (HostileClients clients = new HostileClients(server, hostile).start(CLIENTS)) {
            Instant end = Instant.now().plus(ATTACK);
            while (Instant.now().isBefore(end) || teams < 1) {
                buyTogether();
                teams++;
            }
            System.out.printf(
                    "MEASURED hostile tenants: %d teams of another tenant bought meanwhile; %d hostile requests answered %s,"
                            + " %d connections closed; %d calls to hostile shops%n",
                    teams,
                    clients.answered(),
                    clients.answers(),
                    clients.closedConnections(),
                    shops.stream().mapToInt(Detour::calls).sum());
            assertThat(clients.answers()).as("no failure of the server").doesNotContainKey(500);
            Counts.executed("hostile requests answered", clients.answered(), CLIENTS);
        }
        assertThat(shops).allSatisfy(shop -> assertThat(shop.calls()).isPositive());
        buyTogether();
        assertThat(Api.of(server.address(), null)
                        .send("GET", "/health/ready", null, Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(Files.readString(server.log(), StandardCharsets.UTF_8)).doesNotContain("OutOfMemoryError");
    }

    /** A team of two is opened, joined, paid and captured; each request must succeed. */
    private void buyTogether() {
        Buyer anna = honest.aBuyer("Anna");
        JsonObject place = anna.opens(campaign);
        PlacedOrder order = anna.paysFor(place);
        Buyer ben = honest.aBuyer("Ben");
        ben.paysFor(ben.joins(place.getString("team")));
        Await.until(
                "the capture at the honest shop",
                PATIENCE,
                () -> honest.shop().record(order.orderId()),
                record -> record.captured().equals(order.total()));
        honest.owner().get("/api/v1/members");
    }
}
