package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.alarm.Alarms;

/**
 * Delivers events to each endpoint independently: a failing endpoint delays only its own events. Delivery is at least
 * once, in any order, with the same id at each attempt. One node at a time sends to an endpoint. An endpoint that
 * accepts nothing is paused for a while. An event that is not accepted for three days becomes a dead letter, which the
 * owner can replay. While commands are paused because the database was copied, nothing is sent. Thread-safe.
 */
@Singleton
class EventDelivery implements Sweeper {

    private static final int PAGE_SIZE = 50;

    /** The number of consecutive failures after which an endpoint is paused. */
    private static final int FAILURES_IN_A_ROW = 3;

    /** The number of consecutive turns that end in a pause (about 5 minutes) before the owner gets an alarm. */
    private static final int REPORTED_TURNS = 6;

    /** How long a turn may start new calls. With the longest call added, it stays below the lease. */
    private static final Duration TURN = Duration.ofSeconds(30);

    static final Duration LEASE = Duration.ofSeconds(120);

    private static final String KIND = "events-undeliverable";

    private final Transactions transactions;
    private final EventEndpoints endpoints;
    private final EventDeliveries deliveries;
    private final SignedSender sender;
    private final Alarms alarms;
    private final Deployment deployment;
    private final DueRows due;
    private final Work work;
    private final Clock clock;
    private final int keepDays;

    @Inject
    EventDelivery(
            Transactions transactions,
            EventEndpoints endpoints,
            EventDeliveries deliveries,
            SignedSender sender,
            Alarms alarms,
            Deployment deployment,
            DueRows due,
            Work work,
            Clock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.sender = sender;
        this.alarms = alarms;
        this.deployment = deployment;
        this.due = due;
        this.work = work;
        this.clock = clock;
        this.keepDays = Math.toIntExact(Math.max(
                1,
                GatherConfig.duration("gather.events.keep", Duration.ofDays(30)).toDays()));
    }

    /**
     * The result of a turn.
     *
     * @param lastFailure null if nothing failed
     * @param paused whether the endpoint accepts nothing now
     */
    private record Turn(boolean succeeded, String lastFailure, boolean paused) {}

    /** The key of an endpoint's alarm. */
    static String alarmKey(EndpointId endpoint) {
        return "event-endpoint:" + endpoint;
    }

    @Override
    public void sweep() {
        if (deployment.commandsPaused()) {
            return;
        }
        due.of(
                        "event_endpoint",
                        "id",
                        "not_before",
                        "exists (select 1 from event_delivery d where d.store_id = event_endpoint.store_id"
                                + " and d.endpoint_id = event_endpoint.id and d.next_attempt_at <= now())")
                .forEach(endpoint -> work.soon(
                        endpoint.store(),
                        "events:" + endpoint.id(),
                        () -> deliver(endpoint.store(), new EndpointId(endpoint.id()))));
    }

    /** Sends the due events of one endpoint. Does nothing while another node is doing so. */
    void deliver(StoreId store, EndpointId id) {
        EventEndpoint endpoint = endpoints.claim(store, id, LEASE).orElse(null);
        if (endpoint == null) {
            return;
        }
        if (!endpoint.active()) {
            deliveries.cancel(store, id);
            endpoints.release(store, id, Duration.ZERO, 0, false);
            return;
        }
        conclude(store, endpoint, send(store, endpoint));
    }

    private Turn send(StoreId store, EventEndpoint endpoint) {
        Instant end = clock.instant().plus(TURN);
        boolean succeeded = false;
        String lastFailure = null;
        int inARow = 0;
        List<EventDeliveries.Due> page = deliveries.due(store, endpoint.id(), PAGE_SIZE);
        while (!page.isEmpty()) {
            for (EventDeliveries.Due event : page) {
                if (!clock.instant().isBefore(end)) {
                    return new Turn(succeeded, lastFailure, false);
                }
                Optional<String> failure = sender.send(endpoint, event.event(), event.body());
                if (failure.isEmpty()) {
                    deliveries.delivered(store, endpoint.id(), event.event());
                    succeeded = true;
                    inARow = 0;
                } else {
                    deliveries.failed(store, endpoint.id(), event, failure.get());
                    lastFailure = failure.get();
                    inARow++;
                }
                if (inARow >= FAILURES_IN_A_ROW) {
                    return new Turn(succeeded, lastFailure, true);
                }
            }
            page = deliveries.due(store, endpoint.id(), PAGE_SIZE);
        }
        return new Turn(succeeded, lastFailure, !succeeded && lastFailure != null);
    }

    private void conclude(StoreId store, EventEndpoint endpoint, Turn turn) {
        int failures = turn.paused() ? endpoint.failures() + 1 : turn.succeeded() ? 0 : endpoint.failures();
        transactions.inStore(store, () -> {
            if (turn.paused()) {
                deliveries.giveUp(store, endpoint.id(), turn.lastFailure());
            }
            endpoints.release(
                    store,
                    endpoint.id(),
                    turn.paused() ? RetryPlan.pause(endpoint.failures()) : Duration.ZERO,
                    failures,
                    alarmed(store, endpoint, turn, failures));
            deliveries.deleteOld(store, keepDays);
        });
    }

    /** Raises, updates or settles the endpoint's alarm. Returns whether it is open. */
    private boolean alarmed(StoreId store, EventEndpoint endpoint, Turn turn, int failures) {
        boolean failing = turn.lastFailure() != null;
        if (!failing && !endpoint.alarmed()) {
            return false;
        }
        long dead = deliveries.dead(store, endpoint.id());
        boolean trouble = dead > 0 || failures >= REPORTED_TURNS || deliveries.failsOften(store, endpoint.id());
        if (!trouble) {
            alarms.settle(store, alarmKey(endpoint.id()));
        } else if (failing) {
            alarms.restate(store, alarmKey(endpoint.id()), KIND, failing(endpoint, turn.lastFailure(), dead));
        } else if (endpoint.failures() > 0 && dead > 0) {
            alarms.restate(store, alarmKey(endpoint.id()), KIND, recovered(endpoint, dead));
        }
        return trouble;
    }

    private static String failing(EventEndpoint endpoint, String failure, long dead) {
        return "The event endpoint " + endpoint.url() + " does not accept events: " + failure
                + (dead == 0
                        ? " Gather retries for " + days() + ". Repair the endpoint or remove it."
                        : " " + dead + " of them were given up. Repair the endpoint, then send them again with POST "
                                + replayPath(endpoint) + ".");
    }

    private static String recovered(EventEndpoint endpoint, long dead) {
        return "The event endpoint " + endpoint.url() + " accepts events again, but " + dead
                + " were given up before. Send them again with POST " + replayPath(endpoint) + ".";
    }

    private static String days() {
        Duration time = Events.retryFor();
        return time.toDays() > 0 ? time.toDays() + " days" : time.toString();
    }

    private static String replayPath(EventEndpoint endpoint) {
        return "/api/v1/event-endpoints/" + endpoint.id() + "/replay";
    }
}
