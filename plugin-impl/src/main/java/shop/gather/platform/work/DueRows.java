package shop.gather.platform.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Finds the rows of all stores whose time has come, for the sweeps. The stores take turns: first the longest due of
 * each, then the second of each. However much of one store is stuck, the rows of the others are found. Thread-safe.
 */
@Singleton
public class DueRows {

    /** So many at a time; the next sweep finds the rest. */
    private static final int MOST = 500;

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    DueRows(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** @param key the row's own id within its store */
    public record Due(StoreId store, String key) {

        /** The key of a row whose id is a uuid. */
        public UUID id() {
            return UUID.fromString(key);
        }
    }

    /**
     * What is due of a table. All arguments are names of our own schema.
     *
     * @param key the column of the row's own id
     * @param since the indexed column with the instant from which it is due; null in it means never
     */
    public List<Due> of(String table, String key, String since) {
        return of(table, key, since, "true");
    }

    /** As {@link #of(String, String, String)} of the rows alone that fulfil a condition. */
    public List<Due> of(String table, String key, String since, String condition) {
        return transactions.inDirectory(() -> sql.directory(
                "select store_id, due_key from (select store_id, " + key + " as due_key, " + since + " as due_since,"
                        + " row_number() over (partition by store_id order by " + since + ") as turn from " + table
                        + " where " + condition + " and " + since + " <= now()) due order by turn, due_since limit ?",
                row -> new Due(new StoreId(StoreSql.uuid(row, "store_id")), row.getString("due_key")),
                MOST));
    }
}
