package shop.gather.platform.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/** What owners and providers decided. Entries can only be added: the application's user has no right to change them. Thread-safe. */
@Singleton
public class AuditLog {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    AuditLog(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** @param actor as {@code Caller.name()} says it */
    public record Entry(UUID id, Instant at, String actor, String action, String subject, String details) {}

    /**
     * Writes an entry in the decision's own transaction.
     *
     * @param action stable, such as {@code payout.approved}
     * @param subject what was decided about, such as an id
     * @param details for people; without secrets and personal data
     */
    public void record(StoreId store, String actor, String action, String subject, String details) {
        sql.update(
                store,
                "insert into audit_entry (store_id, id, at, actor, action, subject, details) values (:store, ?, now(), ?, ?, ?, ?)",
                Ids.next(),
                actor,
                action,
                subject,
                details);
    }

    /** A page of entries, newest first. */
    public Page<Entry> page(StoreId store, String cursor, int limit) {
        List<Entry> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from audit_entry where store_id = :store and id < ? order by id desc limit ?",
                        AuditLog::read,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, Entry::id, entry -> entry);
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                StoreSql.uuid(row, "id"),
                StoreSql.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"));
    }
}
