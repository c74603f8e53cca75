package shop.gather.host;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The open shops of this node, one per connected store. A shop is opened at first use and checked to be the one that was connected; it is opened anew when
 * the connection's version has moved. Never called inside a transaction. Thread-safe.
 */
@Singleton
public class Shops {

    private final AdapterRegistry adapters;
    private final Connections connections;
    private final Outbound outbound;
    private final Transactions transactions;
    private final Map<StoreId, Open> open = new ConcurrentHashMap<>();

    @Inject
    Shops(AdapterRegistry adapters, Connections connections, Outbound outbound, Transactions transactions) {
        this.adapters = adapters;
        this.connections = connections;
        this.outbound = outbound;
        this.transactions = transactions;
    }

    private record Open(long version, Shop shop) {}

    /**
     * The shop of a store.
     *
     * @throws ProblemException if the store is not connected
     * @throws ShopException if the shop cannot be opened, or is not the one that was connected
     */
    public Shop of(StoreId store) {
        transactions.requireNone();
        Connection connection = connections
                .find(store)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONFLICT, "Connect the store to its shop first."));
        Open current = open.get(store);
        if (current != null && current.version() == connection.version()) {
            return current.shop();
        }
        return open.compute(
                        store,
                        (id, known) -> known != null && known.version() == connection.version()
                                ? known
                                : new Open(connection.version(), checked(store, connection, known)))
                .shop();
    }

    /** As {@link #of}, by what the connection is at this moment and not by what this node saw of it up to two seconds ago. */
    public Shop anew(StoreId store) {
        connections.forget(store);
        return of(store);
    }

    /** Opens a shop with settings that are only being tried; the caller closes it. */
    Shop tryOut(StoreId store, String adapterId, Map<String, String> settings) {
        transactions.requireNone();
        return adapter(adapterId).connect(outbound.context(store, settings));
    }

    private Shop checked(StoreId store, Connection connection, Open outdated) {
        if (outdated != null) {
            outdated.shop().close();
        }
        Shop shop = tryOut(store, connection.adapterId(), connection.settings());
        String answered = shop.identify().fingerprint();
        if (!answered.equals(connection.fingerprint())) {
            shop.close();
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "Another shop answers at the address of this store than the one it was connected to. Nothing is done there. Correct the"
                            + " address, or connect the store anew if the shop has really moved.");
        }
        return shop;
    }

    ShopAdapter adapter(String id) {
        return adapters.find(id)
                .orElseThrow(() -> ProblemException.invalid(
                        "There is no adapter " + id + "; GET /provider/v1/adapters lists them."));
    }
}
