package shop.gather.host;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StorableText;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/** Tasks for a person: what Gather cannot end by itself. An alarm stays until it is closed, by a person or because its cause went away. Thread-safe. */
@Singleton
public class Alarms {

    private static final int MESSAGE = 1_000;

    private final StoreSql sql;
    private final Transactions transactions;

    @Inject
    Alarms(StoreSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** @param message what happened and what to do, for the owner */
    public record Alarm(UUID id, String kind, String message, Instant raisedAt, Instant closedAt) {}

    /**
     * Raises an alarm once: the same key does not raise a second one while the first is open, and opens it again if it was closed. Where two raise it at once, one waits for the
     * other; neither fails.
     *
     * @param kind stable, lower case with dashes
     * @param message cut where it is longer than 1,000 characters: it may quote the shop
     */
    public void raise(StoreId store, String key, String kind, String message) {
        transactions.inStore(store, () -> {
            if (!reopen(store, key)) {
                boolean first = sql.insertIfAbsent(
                        store,
                        "insert into alarm (store_id, id, alarm_key, kind, message, raised_at) values (:store, ?, ?, ?, ?, now())",
                        Ids.next(),
                        key,
                        kind,
                        StorableText.cut(message, MESSAGE));
                if (!first) {
                    reopen(store, key);
                }
            }
        });
    }

    /** As {@link #raise}, and an alarm that is there says this instead of what it said: less may be left to do. */
    public void restate(StoreId store, String key, String kind, String message) {
        transactions.inStore(store, () -> {
            raise(store, key, kind, message);
            sql.update(
                    store,
                    "update alarm set kind = ?, message = ? where store_id = :store and alarm_key = ? and (kind <> ? or message <> ?)",
                    kind,
                    StorableText.cut(message, MESSAGE),
                    key,
                    kind,
                    StorableText.cut(message, MESSAGE));
        });
    }

    private boolean reopen(StoreId store, String key) {
        return sql.update(store, "update alarm set closed_at = null where store_id = :store and alarm_key = ?", key)
                == 1;
    }

    /** Closes an alarm by its key, if it is open. */
    public void settle(StoreId store, String key) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update alarm set closed_at = now() where store_id = :store and alarm_key = ? and closed_at is null",
                        key));
    }

    /** Closes those of several alarms that are open, with one statement. */
    public void settle(StoreId store, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update alarm set closed_at = now() where store_id = :store and closed_at is null and alarm_key in ("
                                + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")",
                        keys.toArray()));
    }

    /** Closes an alarm that a person has dealt with; false if the store has no such open alarm. */
    public boolean close(StoreId store, UUID id) {
        return sql.update(
                        store,
                        "update alarm set closed_at = now() where store_id = :store and id = ? and closed_at is null",
                        id)
                == 1;
    }

    /** A page of open alarms, newest first. */
    public Page<Alarm> open(StoreId store, String cursor, int limit) {
        List<Alarm> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from alarm where store_id = :store and closed_at is null and id < ? order by id desc limit ?",
                        row -> new Alarm(
                                StoreSql.uuid(row, "id"),
                                row.getString("kind"),
                                row.getString("message"),
                                StoreSql.instant(row, "raised_at"),
                                StoreSql.instant(row, "closed_at")),
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, Alarm::id, alarm -> alarm);
    }
}
