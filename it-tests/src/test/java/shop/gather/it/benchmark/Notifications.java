package shop.gather.it.benchmark;

import jakarta.json.Json;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.it.isolation.SignedNotification;
import shop.gather.tck.ShopDriver;

/**
 * (c) From a notification to the two commissions in the ledger: the order is read from the shop, credited and posted.
 * Orders are placed before the clock starts, unnoticed.
 */
final class Notifications {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Terms terms;
    private final GatherServer server;
    private final PrintStream out;
    private final Store store;

    Notifications(Terms terms, GatherServer server, PrintStream out) {
        this.terms = terms;
        this.server = server;
        this.out = out;
        this.store = Shared.aStore(server);
    }

    void run() {
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        Buyer buyer = boundToALeaderOfTwoLevels();
        store.shop().notifyTo("");
        Figures rate = new Figures("orders read and posted with two levels, per second");
        Figures cpu = new Figures("server CPU per order, microseconds");
        Figures statements = new Figures("SQL statements per order");
        SqlCount sql = new SqlCount(server.address());
        for (int run = 0; run <= terms.runs(); run++) {
            List<String> orders = place(buyer);
            ServerProcess process = new ServerProcess(server.pid());
            double before = process.cpuSeconds();
            sql.start();
            long start = System.nanoTime();
            notifyOf(orders);
            long wanted = 2L * (run + 1) * terms.orders();
            Await.until(
                    "the commissions of " + orders.size() + " orders",
                    PATIENCE,
                    this::commissions,
                    all -> all == wanted);
            // The first run warms up.
            if (run > 0) {
                rate.add(orders.size() / ((System.nanoTime() - start) / 1e9));
                statements.add(sql.perOperation(orders.size()));
                cpu.add((process.cpuSeconds() - before) * 1e6 / orders.size());
            }
        }
        out.println(rate.line());
        out.println(cpu.line());
        out.println("  the best open peer: 122 per second on 2 cores at 18 ms of CPU each");
        out.println(statements.line());
        out.println("  resident memory of the server: " + new ServerProcess(server.pid()).residentMegabytes() + " MB");
    }

    private Buyer boundToALeaderOfTwoLevels() {
        Leader recruiter = store.aLeader("Rosa");
        String programme = store.owner()
                .post(
                        "/api/v1/programmes",
                        Json.createObjectBuilder()
                                .add("name", "Leaders")
                                .add("rules", Json.createArrayBuilder())
                                .build())
                .getString("id");
        Buyer lena = store.aBuyer("Lena");
        String application = lena.api()
                .post(
                        "/storefront/v1/me/applications",
                        Json.createObjectBuilder()
                                .add("programmeId", programme)
                                .add("invitation", recruiter.anInvitation(programme))
                                .add("pitch", "I know everybody.")
                                .build())
                .getString("id");
        store.owner().post("/api/v1/applications/" + application + "/approval", null);
        Leader leader =
                new Leader(lena, lena.api().get("/storefront/v1/me/leader").getString("id"));
        return store.aBuyer("Mia", leader.clicked(leader.aLink()));
    }

    private List<String> place(Buyer buyer) {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < terms.orders(); i++) {
            orders.add(store.shop()
                    .checkout(new ShopDriver.Checkout(
                            buyer.customer(),
                            Map.of(store.shop().articles().get(0).variantId(), 1),
                            null,
                            null,
                            Map.of(),
                            ShopDriver.Payment.AT_ONCE))
                    .orderId());
        }
        return orders;
    }

    private void notifyOf(List<String> orders) {
        Load load = new Load(server.address(), terms.clients());
        String secret = store.shop().settings().get("webhookSecret");
        List<byte[]> requests = new ArrayList<>();
        for (String order : orders) {
            String body = Json.createObjectBuilder()
                    .add("type", "order.changed")
                    .add("data", Json.createObjectBuilder().add("orderId", order))
                    .build()
                    .toString();
            StringBuilder headers = new StringBuilder();
            SignedNotification.headers(secret, body, Instant.now())
                    .forEach((name, value) ->
                            headers.append(name).append(": ").append(value).append("\r\n"));
            requests.add(load.post("/hooks/" + store.id(), headers.toString(), body));
        }
        Load.Outcome outcome = load.each(requests, 202);
        if (outcome.other() > 0) {
            throw new IllegalStateException(outcome.other() + " notifications were refused");
        }
    }

    private long commissions() {
        try (Connection owner = server.storage().openAsOwner();
                var statement = owner.prepareStatement("select count(*) from commission where store_id = ?")) {
            statement.setObject(1, UUID.fromString(store.id()));
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
