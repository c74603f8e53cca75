package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.security.StoreStands;

/**
 * Reads the state of a store for the platform. Separate from {@link Stores}, which depends on the platform's keys.
 * Thread-safe.
 */
@Singleton
class StoreStandRows implements StoreStands.Source {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    StoreStandRows(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    @Override
    public Optional<StoreStands.Stand> read(StoreId store) {
        return transactions
                .inDirectory(() -> sql.directory(
                        "select sessions_ended, state from store where id = ?",
                        row -> new StoreStands.Stand(
                                row.getLong("sessions_ended"), "SUSPENDED".equals(row.getString("state"))),
                        store))
                .stream()
                .findFirst();
    }
}
