package shop.gather.it.orders;

import jakarta.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Checkout;

/** A store's first moments: what is bought once it is connected is seen, though no notification tells of it. */
class ConnectedFromNowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static GatherServer server;

    @BeforeAll
    static void start() {
        server = GatherServer.onPostgres(Map.of("gather.poll-interval", "PT3S"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatIsBoughtBeforeTheFirstPollIsSeenByIt() throws SQLException {
        Store store = Store.created(server, Shared.aShop());
        ShopDriver.Customer buyer = store.shop().register("Mia");
        store.connect();
        awaitRead(store, buys(store.shop(), buyer));
    }

    /** The numbers of the old shop's changes mean nothing in the new one. */
    @Test
    void aStoreThatMovedToAnotherShopReadsItsChangesFromThen() throws SQLException {
        SampleShopDriver old = Shared.aShop();
        Store store = Store.created(server, old);
        store.connect();
        for (int i = 0; i < 5; i++) {
            awaitRead(store, buys(old, old.register("Mia")));
        }
        SampleShopDriver next = Shared.aShop();
        moves(store, next);
        awaitRead(store, buys(next, next.register("Mia")));
    }

    /** At a shop that has moved buyers may buy before its owner says so, and refunds may be given. */
    @Test
    void aStoreThatMovedReadsWhatItsShopWouldHaveToldNextAndWhatItKnowsAlready() throws SQLException {
        SampleShopDriver old = Shared.aShop();
        Store store = Store.created(server, old);
        store.connect();
        String known = buys(old, old.register("Mia"));
        awaitRead(store, known);
        SampleShopDriver next = Shared.aShop();
        String meanwhile = "";
        for (int i = 0; i < 20; i++) {
            meanwhile = buys(next, next.register("Mia"));
        }

        moves(store, next);

        awaitRead(store, meanwhile);
        Await.until(
                "the order of before to be looked at again",
                PATIENCE,
                () -> store.owner().get("/api/v1/alarms").toString(),
                alarms -> alarms.contains("The shop says that order " + known + " does not exist"));
    }

    private static void moves(Store store, SampleShopDriver next) {
        store.owner()
                .put(
                        "/api/v1/connection",
                        Json.createObjectBuilder(store.connection(next.settings(), store.currency()))
                                .add("moved", true)
                                .build());
    }

    private static String buys(ShopDriver shop, ShopDriver.Customer buyer) {
        return shop.checkout(Checkout.of(buyer, Map.of(shop.articles().get(0).variantId(), 1)))
                .orderId();
    }

    private static void awaitRead(Store store, String order) throws SQLException {
        try (Connection owner = server.storage().openAsOwner();
                var statement = owner.prepareStatement(
                        "select count(*) from order_snapshot where store_id = ? and order_id = ? and applied_read_no > 0")) {
            statement.setObject(1, UUID.fromString(store.id()));
            statement.setString(2, order);
            Await.until("order " + order + " to be read", PATIENCE, () -> count(statement), count -> count == 1);
        }
    }

    private static int count(PreparedStatement statement) {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
