package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.event.Events;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.State;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.Step;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Makes pickups ready when their time has come, and tells the buyer and the store's systems. The row is the outbox: due
 * pickups are found there after a crash. Thread-safe.
 */
@Singleton
class PickupReadiness implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(PickupReadiness.class.getName()));

    private static final int RETRY_SECONDS = 60;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Participations participations;
    private final Pickups pickups;
    private final PickupPoints points;
    private final Events events;
    private final Messages messages;
    private final PickupAlarms alarms;
    private final DatabaseClock clock;
    private final DueRows due;
    private final Work work;

    @Inject
    PickupReadiness(
            Transactions transactions,
            StoreSql sql,
            Participations participations,
            Pickups pickups,
            PickupPoints points,
            Events events,
            Messages messages,
            PickupAlarms alarms,
            DatabaseClock clock,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.participations = participations;
        this.pickups = pickups;
        this.points = points;
        this.events = events;
        this.messages = messages;
        this.alarms = alarms;
        this.clock = clock;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        Map<StoreId, List<ParticipationId>> byStore = due.of("pickup", "participation_id", "due_at").stream()
                .collect(Collectors.groupingBy(
                        DueRows.Due::store,
                        Collectors.mapping(row -> new ParticipationId(row.id()), Collectors.toList())));
        byStore.forEach((store, places) ->
                work.soon(store, "pickups:" + store, () -> places.forEach(place -> advance(store, place))));
    }

    void advance(StoreId store, ParticipationId place) {
        try {
            becomeReady(store, place);
        } catch (RuntimeException broken) {
            LOG.unexpected("pickup " + place + " cannot become ready and is tried again", broken);
            transactions.inStore(store, () -> {
                pickups.postpone(store, place, RETRY_SECONDS);
                pickups.find(store, place).ifPresent(pickup -> alarms.stuck(store, pickup.campaign()));
            });
        }
    }

    /** Makes a due pickup ready, on this thread; does nothing if it is not due. */
    void becomeReady(StoreId store, ParticipationId id) {
        transactions.inStore(store, () -> {
            Participation place = participations.lock(store, id).orElseThrow();
            Pickup pickup = pickups.lock(store, id).orElseThrow();
            boolean isDue = pickup.dueAt() != null && !pickup.dueAt().isAfter(clock.now());
            if (!isDue || pickup.state() != State.WAITING) {
                return;
            }
            boolean paid =
                    place.state() == Participation.State.CONFIRMED && !Participation.PAY_AGAIN.equals(place.reason());
            if (pickup.point() == null) {
                pickups.rest(store, id);
                alarms.pointMissing(store, place.campaign());
            } else if (!paid) {
                // It becomes ready when it is paid again, and is cancelled if not.
                pickups.rest(store, id);
            } else if (pickups.move(store, pickup, Step.BECOME_READY)) {
                events.emit(store, new PickupEvent.Ready(id, pickup.campaign(), pickup.point(), pickup.readyUntil()));
                tell(store, place, pickup);
            }
            alarms.settle(store, pickup);
        });
    }

    private void tell(StoreId store, Participation place, Pickup pickup) {
        PickupPoint point = points.require(store, pickup.point());
        Optional<String> campaign = sql.first(
                store,
                "select c.name from participation p"
                        + " join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                        + " where p.store_id = :store and p.id = ? and p.buyer_erased = false",
                row -> row.getString("name"),
                place.id());
        campaign.ifPresent(name -> messages.tell(
                store,
                place.member(),
                MessageContent.of(MessageKind.PICKUP_READY, place.id())
                        // Told again for another point.
                        .at(clock.now())
                        .with(Placeholder.CAMPAIGN, name)
                        .with(Placeholder.POINT, point.label())
                        .with(Placeholder.COLLECT_FROM, pickup.readyFrom())
                        .with(Placeholder.COLLECT_UNTIL, pickup.readyUntil())
                        .build()));
    }
}
