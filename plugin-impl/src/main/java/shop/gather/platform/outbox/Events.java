package shop.gather.platform.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Takes down what happened, in the transaction in which it happened; the delivery follows after the commit, at least once. Thread-safe. */
@Singleton
public class Events {

    private final StoreSql sql;
    private final Clock clock;
    private final Jsonb json = JsonbBuilder.create();

    @Inject
    Events(StoreSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param type stable, lower case with dots: {@code team.succeeded}
     * @param data ids, amounts and reasons; no personal data
     */
    public void emit(StoreId store, String type, Map<String, ?> data) {
        UUID id = Ids.next();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", clock.instant().toString());
        body.put("store", store.toString());
        body.put("data", data);
        sql.update(
                store,
                "insert into event_out (store_id, id, type, body, attempts, next_attempt_at, created_at)"
                        + " values (:store, ?, ?, ?, 0, now(), now())",
                id,
                type,
                json.toJson(body));
    }
}
