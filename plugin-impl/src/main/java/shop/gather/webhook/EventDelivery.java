package shop.gather.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.host.Alarms;
import shop.gather.host.Deployment;
import shop.gather.host.Outbound;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Sends events out, signed as the Standard Webhooks specification says ({@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}). At least once, in any order: the id is the
 * same at each try. What cannot be delivered for some hours is given up with an alarm. None leaves a
 * copied database. Thread-safe.
 */
@Singleton
class EventDelivery implements Sweeper {

    private static final int MOST_ATTEMPTS = 12;

    private final Transactions transactions;
    private final StoreSql sql;
    private final EventEndpoints endpoints;
    private final ShopHttp http;
    private final Alarms alarms;
    private final Deployment deployment;
    private final DueRows due;
    private final Work work;
    private final Clock clock;

    @Inject
    EventDelivery(
            Transactions transactions,
            StoreSql sql,
            EventEndpoints endpoints,
            Outbound outbound,
            Alarms alarms,
            Deployment deployment,
            DueRows due,
            Work work,
            Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.endpoints = endpoints;
        this.http = outbound.http();
        this.alarms = alarms;
        this.deployment = deployment;
        this.due = due;
        this.work = work;
        this.clock = clock;
    }

    private record Waiting(String body, int attempts) {}

    @Override
    public void sweep() {
        if (deployment.commandsPaused()) {
            return;
        }
        due.of("event_out", "id", "next_attempt_at")
                .forEach(event ->
                        work.soon(event.store(), "event:" + event.id(), () -> deliver(event.store(), event.id())));
    }

    private void deliver(StoreId store, UUID id) {
        Optional<Waiting> waiting = transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select body, attempts from event_out where store_id = :store and id = ? and next_attempt_at is not null",
                        row -> new Waiting(row.getString("body"), row.getInt("attempts")),
                        id));
        if (waiting.isEmpty()) {
            return;
        }
        String failure = null;
        for (EventEndpoints.Endpoint endpoint : endpoints.active(store)) {
            String refused = send(endpoint, id, waiting.get().body());
            failure = refused == null ? failure : refused;
        }
        record(store, id, waiting.get().attempts() + 1, failure);
    }

    private void record(StoreId store, UUID id, int attempts, String failure) {
        transactions.inStore(store, () -> {
            if (failure == null) {
                sql.update(
                        store,
                        "update event_out set attempts = ?, delivered_at = now(), next_attempt_at = null where store_id = :store and id = ?",
                        attempts,
                        id);
            } else if (attempts < MOST_ATTEMPTS) {
                sql.update(
                        store,
                        "update event_out set attempts = ?, last_failure = ?,"
                                + " next_attempt_at = now() + cast(? as integer) * interval '1' second where store_id = :store and id = ?",
                        attempts,
                        failure,
                        5 << attempts,
                        id);
            } else {
                sql.update(
                        store,
                        "update event_out set attempts = ?, last_failure = ?, next_attempt_at = null where store_id = :store and id = ?",
                        attempts,
                        failure,
                        id);
                alarms.raise(
                        store,
                        "events",
                        "events-undeliverable",
                        "Events could not be delivered for hours: " + failure + " Check your event endpoints.");
            }
        });
    }

    /** Null if it was accepted. */
    private String send(EventEndpoints.Endpoint endpoint, UUID id, String body) {
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "content-type",
                "application/json",
                "webhook-id",
                id.toString(),
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                "v1," + sign(endpoint.secret(), id + "." + timestamp + "." + body));
        URI address = URI.create(endpoint.url());
        try {
            int status =
                    http.send(ShopHttp.Request.post(address, headers, body)).status();
            return status >= 200 && status < 300 ? null : address.getHost() + " answered " + status + ".";
        } catch (ShopException unreachable) {
            return unreachable.getMessage();
        }
    }

    private static String sign(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
