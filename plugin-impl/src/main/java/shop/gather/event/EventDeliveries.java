package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/** The delivery state of each event for each endpoint. Thread-safe. */
@Singleton
class EventDeliveries {

    /** The maximum number of rows that one statement changes. */
    static final int MAX_BATCH_SIZE = 1_000;

    /** A delivery with this number of failures (about 7 minutes) is reported to the owner. */
    private static final int REPORTED_ATTEMPTS = 5;

    private static final int MAX_FAILURE_LENGTH = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;

    @Inject
    EventDeliveries(Transactions transactions, StoreSql sql, DatabaseClock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
    }

    /** An event that is due at an endpoint. */
    record Due(EventId event, String body, int attempts, Instant giveUpAt) {}

    /**
     * An event whose delivery was given up.
     *
     * @param id the id of the event, which is also its {@code webhook-id}
     * @param body the body that was sent
     * @param lastFailure why the last attempt failed; null if none was made
     */
    public record DeadLetter(
            EventId id,
            String type,
            Instant createdAt,
            Instant endedAt,
            int attempts,
            String lastFailure,
            String body) {}

    List<Due> due(StoreId store, EndpointId endpoint, int limit) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select d.event_id, e.body, d.attempts, d.give_up_at from event_delivery d join event_out e "
                                + "on e.store_id = d.store_id"
                                + " and e.id = d.event_id where d.store_id = :store and d.endpoint_id = ? and d.next_attempt_at <= now()"
                                + " order by d.next_attempt_at, d.event_id limit ?",
                        row -> new Due(
                                StoreSql.id(row, "event_id", EventId::new),
                                row.getString("body"),
                                row.getInt("attempts"),
                                StoreSql.instant(row, "give_up_at")),
                        endpoint,
                        limit));
    }

    void delivered(StoreId store, EndpointId endpoint, EventId event) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update event_delivery set state = 'DELIVERED', attempts = attempts + 1, next_attempt_at = null, ended_at = now()"
                                + " where store_id = :store and event_id = ? and endpoint_id = ? and state = 'PENDING'",
                        event,
                        endpoint));
    }

    /** Records a failed attempt: schedules the next one, or makes the event a dead letter of this endpoint. */
    void failed(StoreId store, EndpointId endpoint, Due delivery, String failure) {
        Instant next = RetryPlan.next(delivery.attempts() + 1, clock.now(), delivery.giveUpAt())
                .orElse(null);
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update event_delivery set attempts = attempts + 1, last_failure = ?, state = ?, next_attempt_at = ?,"
                                + (next == null ? " ended_at = now()" : " ended_at = null")
                                + " where store_id = :store and event_id = ? and endpoint_id = ? and state = 'PENDING'",
                        cut(failure),
                        next == null ? "DEAD" : "PENDING",
                        next,
                        delivery.event(),
                        endpoint));
    }

    /** Gives up overdue deliveries to an endpoint that does not answer, in the current transaction. */
    void giveUp(StoreId store, EndpointId endpoint, String failure) {
        sql.update(
                store,
                "update event_delivery set state = 'DEAD', next_attempt_at = null, ended_at = now(), last_failure = "
                        + "? where store_id = :store"
                        + " and endpoint_id = ? and state = 'PENDING' and event_id in (select event_id from "
                        + "event_delivery where store_id = :store"
                        + " and endpoint_id = ? and state = 'PENDING' and give_up_at <= now() order by event_id limit ?)",
                cut(failure),
                endpoint,
                endpoint,
                MAX_BATCH_SIZE);
    }

    /** Ends the deliveries to an endpoint that was removed. */
    void cancel(StoreId store, EndpointId endpoint) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update event_delivery set state = 'CANCELLED', next_attempt_at = null, ended_at = now() where store_id = :store"
                                + " and endpoint_id = ? and state = 'PENDING' and event_id in (select event_id from event_delivery"
                                + " where store_id = :store and endpoint_id = ? and state = 'PENDING' order by event_id limit ?)",
                        endpoint,
                        endpoint,
                        MAX_BATCH_SIZE));
    }

    long dead(StoreId store, EndpointId endpoint) {
        return count(store, "state = 'DEAD'", endpoint);
    }

    /** Whether an event that failed often is still pending, in the current transaction. */
    boolean failsOften(StoreId store, EndpointId endpoint) {
        return count(store, "state = 'PENDING' and attempts >= " + REPORTED_ATTEMPTS, endpoint) > 0;
    }

    private long count(StoreId store, String condition, EndpointId endpoint) {
        return sql.first(
                        store,
                        "select count(*) as n from event_delivery where store_id = :store and endpoint_id = ? and "
                                + condition,
                        row -> row.getLong("n"),
                        endpoint)
                .orElse(0L);
    }

    Page<DeadLetter> deadLetters(StoreId store, EndpointId endpoint, String cursor, int limit) {
        List<DeadLetter> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select d.event_id, e.type, e.created_at, d.ended_at, d.attempts, d.last_failure, e.body from event_delivery d"
                                + " join event_out e on e.store_id = d.store_id and e.id = d.event_id where "
                                + "d.store_id = :store and d.endpoint_id = ?"
                                + " and d.state = 'DEAD' and d.event_id < ? order by d.event_id desc limit ?",
                        row -> new DeadLetter(
                                StoreSql.id(row, "event_id", EventId::new),
                                row.getString("type"),
                                StoreSql.instant(row, "created_at"),
                                StoreSql.instant(row, "ended_at"),
                                row.getInt("attempts"),
                                row.getString("last_failure"),
                                row.getString("body")),
                        endpoint,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, letter -> letter.id().value(), letter -> letter);
    }

    /**
     * Schedules dead letters for delivery again, the oldest first, in the current transaction. Returns how many; at
     * most {@link #MAX_BATCH_SIZE}.
     */
    int replay(StoreId store, EndpointId endpoint) {
        return sql.update(
                store,
                "update event_delivery set state = 'PENDING', attempts = 0, next_attempt_at = now(), ended_at = null,"
                        + " give_up_at = now() + cast(? as integer) * interval '1' second where store_id = :store and endpoint_id = ?"
                        + " and state = 'DEAD' and event_id in (select event_id from event_delivery where store_id = "
                        + ":store and endpoint_id = ?"
                        + " and state = 'DEAD' order by event_id limit ?)",
                Math.toIntExact(Events.retryFor().toSeconds()),
                endpoint,
                endpoint,
                MAX_BATCH_SIZE);
    }

    /** Deletes events past their retention period, in the current transaction. */
    void deleteOld(StoreId store, int days) {
        String old =
                "(select id from event_out where store_id = :store and created_at < now() - cast(? as integer) * interval '1' day"
                        + " order by created_at, id limit " + MAX_BATCH_SIZE + ")";
        sql.update(store, "delete from event_delivery where store_id = :store and event_id in " + old, days);
        sql.update(
                store,
                "delete from event_out where store_id = :store and created_at < now() - cast(? as integer) * interval '1' day"
                        + " and not exists (select 1 from event_delivery d where d.store_id = event_out.store_id and "
                        + "d.event_id = event_out.id)",
                days);
    }

    private static String cut(String failure) {
        return failure == null || failure.length() <= MAX_FAILURE_LENGTH
                ? failure
                : failure.substring(0, MAX_FAILURE_LENGTH);
    }
}
