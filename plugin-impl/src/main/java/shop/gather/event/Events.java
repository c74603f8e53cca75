package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.http.StrictJson;

/**
 * Records events in the transaction in which they happen, once for each event endpoint of the store. They are delivered
 * after the commit, at least once. Nothing is recorded if the store has no endpoint; an endpoint receives only events
 * that happen after it was added. Thread-safe.
 */
@Singleton
public class Events {

    private final StoreSql sql;
    private final Clock clock;

    @Inject
    Events(StoreSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** How long the delivery of an event is retried before it becomes a dead letter. */
    public static Duration retryFor() {
        return GatherConfig.duration("gather.events.retry-for", Duration.ofDays(3));
    }

    public void emit(StoreId store, Event event) {
        emit(store, List.of(event));
    }

    /** Records several events. The number of statements does not depend on the number of events. */
    public void emit(StoreId store, List<? extends Event> happened) {
        if (happened.isEmpty()) {
            return;
        }
        List<EndpointId> endpoints = sql.list(
                store,
                "select id from event_endpoint where store_id = :store and active = true",
                row -> StoreSql.id(row, "id", EndpointId::new));
        if (endpoints.isEmpty()) {
            return;
        }
        int seconds = Math.toIntExact(retryFor().toSeconds());
        List<Object[]> recorded = new ArrayList<>();
        List<Object[]> deliveries = new ArrayList<>();
        for (Event event : happened) {
            EventId id = new EventId(Ids.next());
            String type = Event.nameOf(event.getClass());
            recorded.add(new Object[] {id, type, body(store, type, event)});
            endpoints.forEach(endpoint -> deliveries.add(new Object[] {id, endpoint, seconds}));
        }
        sql.batch(
                store,
                "insert into event_out (store_id, id, type, body, created_at) values (:store, ?, ?, ?, now())",
                recorded);
        sql.batch(
                store,
                "insert into event_delivery (store_id, event_id, endpoint_id, state, attempts, next_attempt_at, give_up_at)"
                        + " values (:store, ?, ?, 'PENDING', 0, now(), now() + cast(? as integer) * interval '1' second)",
                deliveries);
    }

    private String body(StoreId store, String type, Event event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", clock.instant().toString());
        body.put("store", store.toString());
        body.put("data", event);
        return StrictJson.codec().toJson(body);
    }
}
