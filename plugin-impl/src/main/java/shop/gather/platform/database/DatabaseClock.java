package shop.gather.platform.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The database's clock, which decides all deadlines whatever the nodes' clocks say. Costs one statement. Thread-safe.
 */
@Singleton
public class DatabaseClock {

    private final StoreSql sql;
    private final Transactions transactions;

    @Inject
    DatabaseClock(StoreSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    public Instant now() {
        return transactions.inDirectory(
                () -> sql.directory("select current_timestamp as t", row -> StoreSql.instant(row, "t"))
                        .get(0));
    }
}
