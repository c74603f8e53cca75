package shop.gather.groupbuy.settlement;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shop.gather.event.Events;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.ParticipationEvent;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.TeamHistory;
import shop.gather.groupbuy.team.TeamMessages;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;

/**
 * Handles payments that cannot be captured after their team has succeeded. The team is not affected. The buyer may pay
 * again in the shop until a stated time; then the order is cancelled. Meanwhile the place stays confirmed, with a
 * reason; nothing was captured, so no commission is earned. Runs in the transaction that detects the declined payment.
 * Thread-safe.
 */
@Singleton
class DeclinedPayments {

    /** The reason of a place that was lost because the buyer did not pay again in time. */
    static final String GIVEN_UP = "payment-declined-and-not-paid-again";

    private static final int LOOK_AGAIN_SECONDS = 30;

    private final StoreSql sql;
    private final DatabaseClock clock;
    private final Participations participations;
    private final Alarms alarms;
    private final Events events;
    private final TeamMessages messages;
    private final TeamHistory history;

    @Inject
    DeclinedPayments(
            StoreSql sql,
            DatabaseClock clock,
            Participations participations,
            Alarms alarms,
            Events events,
            TeamMessages messages,
            TeamHistory history) {
        this.sql = sql;
        this.clock = clock;
        this.participations = participations;
        this.alarms = alarms;
        this.events = events;
        this.messages = messages;
        this.history = history;
    }

    /**
     * The shop has refused a capture. If the reason is the state of the payment, the buyer may pay again; any other
     * refusal remains a task for the owner.
     */
    void refused(@Observes CommandEnded ended) {
        if (ended.key().purpose().captures()
                && ended.result() instanceof CommandResult.Refused refusal
                && refusal.code() == RefusalCode.PAYMENT_STATE) {
            participations
                    .lock(ended.store(), new ParticipationId(ended.key().subject()))
                    .filter(place -> place.state() == State.CONFIRMED)
                    .ifPresent(place -> {
                        alarms.settle(ended.store(), ShopCommands.alarmKey(ended.key()));
                        begin(ended.store(), place);
                    });
        }
    }

    /**
     * Checks whether a confirmed place is still paid by its order, which has not been refunded.
     *
     * @param captures the captures that are still to be made, or are being made
     * @return CONFIRMED, or UNPAID if the buyer did not pay again in time
     */
    State check(StoreId store, Participation place, PlaceFacts facts, List<SettlementPlan.Duty> captures) {
        if (!Participation.PAY_AGAIN.equals(place.reason())) {
            if (!facts.stillPaid()) {
                begin(store, place);
            }
            return State.CONFIRMED;
        }
        if (facts.taken()) {
            participations.move(store, place, Step.PAY_AGAIN, null);
            over(store, place);
            return State.CONFIRMED;
        }
        Instant now = clock.now();
        if (place.holdUntil().isAfter(now)) {
            return State.CONFIRMED;
        }
        if (!captures.isEmpty()) {
            // The buyer paid again at the last moment: wait for the result of the capture.
            participations.recheck(store, place.id(), now.plusSeconds(LOOK_AGAIN_SECONDS));
            return State.CONFIRMED;
        }
        participations.move(store, place, Step.GIVE_UP, GIVEN_UP);
        return State.UNPAID;
    }

    /** The place is paid, or its order was cancelled or refunded: settles the alarm. */
    void over(StoreId store, Participation place) {
        alarms.settle(store, alarmKey(place));
    }

    /** Starts the period to pay again; a second refusal does not extend it. */
    private void begin(StoreId store, Participation place) {
        Instant until = clock.now().plus(repayWithin(store, place));
        int begun = sql.update(
                store,
                "update participation set reason = ?, hold_until = ?, recheck_at = ? where store_id = :store and id = ?"
                        + " and state = 'CONFIRMED' and (reason is null or reason <> ?)",
                Participation.PAY_AGAIN,
                until,
                until,
                place.id(),
                Participation.PAY_AGAIN);
        if (begun == 1) {
            history.record(store, place.id(), TeamHistory.What.PAYMENT_DECLINED, Participation.PAY_AGAIN);
            alarms.raise(
                    store,
                    alarmKey(place),
                    "payment-declined",
                    "The payment of order " + place.orderId()
                            + " was declined after its team had succeeded. The team is not affected. The buyer may pay "
                            + "again in the shop until "
                            + until + "; after that Gather cancels the order. Ask the buyer to pay again.");
            events.emit(
                    store,
                    new ParticipationEvent.PaymentDeclined(
                            place.id(), place.team(), place.member(), Participation.PAY_AGAIN, until));
            messages.paymentDeclined(store, place, until);
        }
    }

    private Duration repayWithin(StoreId store, Participation place) {
        return sql.first(
                        store,
                        "select terms from campaign where store_id = :store and id = ?",
                        row -> TermsJson.read(row.getString("terms")).payment().repayWithin(),
                        place.campaign())
                .orElseThrow();
    }

    private static String alarmKey(Participation place) {
        return "payment-declined:" + place.id();
    }
}
