package shop.gather.it.benchmark;

import jakarta.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;
import shop.gather.it.isolation.SignedNotification;
import shop.gather.tck.ShopDriver;

/**
 * Orders of buyers who are bound to leaders whom others recruited, one buyer and one recruiter for each leader. They
 * are placed at the shop unnoticed; Gather is told of them when the clock starts.
 */
final class OrderLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Between two looks at the ledger. */
    private static final long BATCH_STEP = 20_000_000;

    private static final long SINGLE_STEP = 1_000_000;

    private final Terms terms;
    private final GatherServer server;
    private final Store store;
    private final List<Leader> leaders = new ArrayList<>();
    private final List<Buyer> buyers = new ArrayList<>();

    /** A commission plan of two levels and so many leaders in a fresh store. */
    OrderLoad(Terms terms, GatherServer server, Store store, int leaders) throws SQLException {
        this.terms = terms;
        this.server = server;
        this.store = store;
        store.aCommissionPlan("8", "2", Duration.ofDays(14));
        store.shop().notifyTo("");
        for (int i = 0; i < leaders; i++) {
            Leader recruiter = store.aLeader("Recruiter " + i);
            Leader leader = store.aLeader("Leader " + i);
            recruited(leader, recruiter);
            this.leaders.add(leader);
            buyers.add(store.aBuyer("Buyer " + i, leader.clicked(leader.aLink())));
        }
    }

    Store store() {
        return store;
    }

    List<Leader> leaders() {
        return leaders;
    }

    /** Without an invitation and an application for each, which are not what is measured. */
    private void recruited(Leader leader, Leader recruiter) throws SQLException {
        try (Connection owner = server.storage().openAsOwner();
                var update =
                        owner.prepareStatement("update leader set recruiter_id = ? where store_id = ? and id = ?")) {
            update.setObject(1, UUID.fromString(recruiter.id()));
            update.setObject(2, UUID.fromString(store.id()));
            update.setObject(3, UUID.fromString(leader.id()));
            update.executeUpdate();
        }
    }

    /** Places so many orders at the shop, in turn by the buyers of so many leaders. */
    List<String> place(int orders, int ofLeaders) {
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        String variant = store.shop().articles().get(0).variantId();
        AtomicInteger next = new AtomicInteger();
        Load.parallel(terms.clients(), () -> {
            for (int number = next.getAndIncrement(); number < orders; number = next.getAndIncrement()) {
                ids.add(store.shop()
                        .checkout(new ShopDriver.Checkout(
                                buyers.get(number % ofLeaders).customer(),
                                Map.of(variant, 1),
                                null,
                                null,
                                Map.of(),
                                ShopDriver.Payment.AT_ONCE))
                        .orderId());
            }
            return null;
        });
        return ids;
    }

    /** Notifies Gather of placed orders and returns how long it took until all are in the ledger, in seconds. */
    double post(List<String> orders) {
        List<byte[]> requests = notifications(orders);
        long wanted = 2L * orders.size();
        try (Connection owner = unnoticed();
                // Ids are ordered by time.
                var count = owner.prepareStatement("select count(*) from commission where store_id = ? and id > ?")) {
            count.setObject(1, UUID.fromString(store.id()));
            count.setObject(2, last(owner));
            long start = System.nanoTime();
            send(requests, terms.clients());
            await(count, wanted, BATCH_STEP);
            return (System.nanoTime() - start) / 1e9;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Notifies Gather of one order and returns how long it took until it is in the ledger, in milliseconds. */
    double postOne(String order) {
        List<byte[]> request = notifications(List.of(order));
        try (Connection owner = unnoticed();
                var count =
                        owner.prepareStatement("select count(*) from commission where store_id = ? and order_id = ?")) {
            count.setObject(1, UUID.fromString(store.id()));
            count.setString(2, order);
            long start = System.nanoTime();
            send(request, 1);
            await(count, 2, SINGLE_STEP);
            return (System.nanoTime() - start) / 1e6;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Its looks at the tables are one transaction, which is not committed and so not counted. */
    private Connection unnoticed() throws SQLException {
        Connection owner = server.storage().openAsOwner();
        owner.setAutoCommit(false);
        return owner;
    }

    private UUID last(Connection owner) throws SQLException {
        try (var statement =
                owner.prepareStatement("select id from commission where store_id = ? order by id desc limit 1")) {
            statement.setObject(1, UUID.fromString(store.id()));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getObject(1, UUID.class) : new UUID(0, 0);
            }
        }
    }

    private static void await(PreparedStatement count, long wanted, long step) throws SQLException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        long seen = 0;
        while (seen < wanted) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("only " + seen + " of " + wanted + " commissions were posted");
            }
            LockSupport.parkNanos(step);
            try (ResultSet found = count.executeQuery()) {
                found.next();
                seen = found.getLong(1);
            }
        }
    }

    private void send(List<byte[]> requests, int clients) {
        Load.Outcome outcome = new Load(server.address(), clients).each(requests, 202);
        if (outcome.other() > 0) {
            throw new IllegalStateException(outcome.other() + " notifications were refused");
        }
    }

    private List<byte[]> notifications(List<String> orders) {
        Load load = new Load(server.address(), 1);
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
        return requests;
    }
}
