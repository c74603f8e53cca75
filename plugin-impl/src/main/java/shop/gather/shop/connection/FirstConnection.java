package shop.gather.shop.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The time at which a store was first connected to its shop. It never changes, so each node reads it once. Thread-safe.
 */
@Singleton
public class FirstConnection {

    private final Transactions transactions;
    private final StoreSql sql;
    private final Cache<StoreId, Instant> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    @Inject
    FirstConnection(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** @throws IllegalStateException if the store is not connected */
    public Instant of(StoreId store) {
        return known.get(store, this::read);
    }

    private Instant read(StoreId store) {
        return transactions
                .inStore(
                        store,
                        () -> sql.first(
                                store,
                                "select connected_at from shop_connection where store_id = :store",
                                row -> StoreSql.instant(row, "connected_at")))
                .orElseThrow(() -> new IllegalStateException("store " + store + " is not connected"));
    }
}
