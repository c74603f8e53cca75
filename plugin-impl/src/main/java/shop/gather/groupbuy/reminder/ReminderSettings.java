package shop.gather.groupbuy.reminder;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import shop.gather.groupbuy.place.TeamOpening;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/** How long before the deadline of a team its buyers are reminded. Thread-safe. */
@Singleton
class ReminderSettings {

    private final Transactions transactions;
    private final StoreSql sql;
    private final AuditLog audit;

    @Inject
    ReminderSettings(Transactions transactions, StoreSql sql, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
    }

    /** Zero for no reminder. */
    Duration of(StoreId store) {
        return transactions
                .inStore(
                        store,
                        () -> sql.first(
                                store,
                                "select before_seconds from reminder_setting where store_id = :store",
                                row -> Duration.ofSeconds(row.getInt("before_seconds"))))
                .orElseGet(TeamOpening::remindBefore);
    }

    /** For teams that are opened from now on. */
    void change(StoreId store, Duration before, String actor) {
        int seconds = (int) before.toSeconds();
        transactions.inStore(store, () -> {
            boolean inserted = sql.insertIfAbsent(
                    store, "insert into reminder_setting (store_id, before_seconds) values (:store, ?)", seconds);
            if (!inserted) {
                sql.update(store, "update reminder_setting set before_seconds = ? where store_id = :store", seconds);
            }
            audit.record(store, actor, "team-reminders.changed", store.toString(), before.toString());
        });
    }
}
