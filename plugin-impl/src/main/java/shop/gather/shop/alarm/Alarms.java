package shop.gather.shop.alarm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.gather.platform.Ids;
import shop.gather.platform.StorableText;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/**
 * Alarms: conditions that Gather cannot resolve by itself. An alarm stays open until a person closes it or its cause is
 * gone. Thread-safe.
 */
@Singleton
public class Alarms {

    private static final int MESSAGE = 1_000;

    private final StoreSql sql;
    private final RaisedAlarmRows rows;
    private final Transactions transactions;

    @Inject
    Alarms(StoreSql sql, RaisedAlarmRows rows, Transactions transactions) {
        this.sql = sql;
        this.rows = rows;
        this.transactions = transactions;
    }

    /** @param message says what happened and what to do, for the owner */
    public record Alarm(UUID id, String kind, String message, Instant raisedAt, Instant closedAt) {}

    /**
     * Raises an alarm. Does nothing if an alarm with this key is open; reopens it if it was settled. An alarm that a
     * person closed stays closed while kind and message are unchanged, because the person knows them. It is reopened,
     * with the new message, if they differ, or if it was settled in the meantime and the cause has returned. So a
     * message must state the condition, and nothing that changes while the condition stays the same. If two
     * transactions raise it at the same time, one waits for the other; neither fails.
     *
     * @param kind a stable name, lower case with dashes
     * @param message cut to 1,000 characters, because it may quote the shop
     */
    public void raise(StoreId store, String key, String kind, String message) {
        say(store, key, kind, message, false);
    }

    /** As {@link #raise}, but also replaces the message of an open alarm, for example because less is left to do. */
    public void restate(StoreId store, String key, String kind, String message) {
        say(store, key, kind, message, true);
    }

    private void say(StoreId store, String key, String kind, String message, boolean instead) {
        String storable = StorableText.cut(message, MESSAGE);
        transactions.inStore(store, () -> {
            if (!again(store, key, kind, storable, instead)) {
                boolean first = sql.insertIfAbsent(
                        store,
                        "insert into alarm (store_id, id, alarm_key, kind, message, raised_at, dismissed)"
                                + " values (:store, ?, ?, ?, ?, now(), false)",
                        Ids.next(),
                        key,
                        kind,
                        storable);
                if (!first) {
                    again(store, key, kind, storable, instead);
                }
            }
        });
    }

    /** Replaces the messages of alarms of one kind, by their keys; in the caller's transaction. */
    public void reword(StoreId store, String kind, Map<String, String> messages) {
        sql.batch(
                store,
                "update alarm set message = ? where store_id = :store and alarm_key = ? and kind = ?",
                messages.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(message -> new Object[] {message.getValue(), message.getKey(), kind})
                        .toList());
    }

    /** Removes a customer's id at the shop from all messages; in the caller's transaction. */
    public void eraseCustomer(StoreId store, String customer) {
        record Told(UUID id, String message) {}
        Pattern named = Pattern.compile("customer " + Pattern.quote(customer) + "(?![\\w-])");
        sql.list(
                        store,
                        "select id, message from alarm where store_id = :store and position(cast(? as varchar(200)) in message) > 0",
                        row -> new Told(StoreSql.uuid(row, "id"), row.getString("message")),
                        "customer " + customer)
                .forEach(alarm -> sql.update(
                        store,
                        "update alarm set message = ? where store_id = :store and id = ?",
                        named.matcher(alarm.message()).replaceAll(Matcher.quoteReplacement("an erased customer")),
                        alarm.id()));
    }

    /** @param dismissed whether a person closed it and it has not been settled since */
    private record Known(boolean open, boolean dismissed, String kind, String message) {

        boolean saysElse(String otherKind, String otherMessage) {
            return !kind.equals(otherKind) || !message.equals(otherMessage);
        }
    }

    /** Updates an alarm that exists already. Returns false if there is none. */
    private boolean again(StoreId store, String key, String kind, String message, boolean instead) {
        Known known = sql.first(
                        store,
                        "select closed_at, dismissed, kind, message from alarm where store_id = :store"
                                + " and alarm_key = ? for update",
                        row -> new Known(
                                row.getObject("closed_at") == null,
                                row.getBoolean("dismissed"),
                                row.getString("kind"),
                                row.getString("message")),
                        key)
                .orElse(null);
        if (known == null) {
            return false;
        }
        boolean other = known.saysElse(kind, message);
        boolean opens = !known.open() && (other || !known.dismissed());
        if (opens || instead && other) {
            boolean rewrites = instead || known.dismissed();
            sql.update(
                    store,
                    "update alarm set closed_at = null, dismissed = false, kind = ?, message = ?"
                            + " where store_id = :store and alarm_key = ?",
                    rewrites ? kind : known.kind(),
                    rewrites ? message : known.message(),
                    key);
        }
        return true;
    }

    /** Closes an alarm by its key, because its condition no longer holds. */
    public void settle(StoreId store, String key) {
        settle(store, List.of(key));
    }

    /** As {@link #settle(StoreId, String)} for several alarms, with one statement. */
    public void settle(StoreId store, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update alarm set closed_at = now(), dismissed = false where store_id = :store"
                                + " and (closed_at is null or dismissed) and alarm_key in ("
                                + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")",
                        keys.toArray()));
    }

    /**
     * Closes an alarm that a person has handled, until its message changes or its cause returns. Returns false if the
     * store has no such open alarm.
     */
    public boolean close(StoreId store, UUID id) {
        return transactions.inStore(store, () -> rows.close(id));
    }

    /** A page of open alarms, newest first. */
    public Page<Alarm> open(StoreId store, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<RaisedAlarm> found = transactions.inStore(store, () -> rows.open(before, limit + 1));
        return Page.of(found.stream().map(RaisedAlarm::view).toList(), limit, Alarm::id, alarm -> alarm);
    }
}
