package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.CandidateOrders.Candidates;
import shop.gather.order.intake.Intake;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.WaitingLines;
import shop.gather.platform.work.Work;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.ShopException;

/**
 * Processes each place when it is due. Admits its buyer; when the hold ends, asks the shop for a payment before the
 * place is released; and checks again when the period to pay again ends, or when the order should show what the shop
 * has done. The participation's row is the outbox: due places are found there after a crash. Thread-safe.
 */
@Singleton
class Holds implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(Holds.class.getName()));

    /** The reason of a place whose hold ended without a payment. */
    static final String NOT_PAID = "hold-ended-without-payment";

    /** The maximum number of places that a thread starts at a time. */
    private static final int TOGETHER = 32;

    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private final Transactions transactions;
    private final DatabaseClock clock;
    private final Participations participations;
    private final Teams teams;
    private final CandidateOrders candidates;
    private final BuyerAdmission admissions;
    private final ReservationMessages reservations;
    private final Intake intake;
    private final Alarms alarms;
    private final DueRows due;
    private final Work work;
    private final WaitingLines<ParticipationId> waiting =
            new WaitingLines<>(Work.THREADS_OF_A_STORE, TOGETHER, store -> 1);

    @Inject
    Holds(
            Transactions transactions,
            DatabaseClock clock,
            Participations participations,
            Teams teams,
            CandidateOrders candidates,
            BuyerAdmission admissions,
            ReservationMessages reservations,
            Intake intake,
            Alarms alarms,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.clock = clock;
        this.participations = participations;
        this.teams = teams;
        this.candidates = candidates;
        this.admissions = admissions;
        this.reservations = reservations;
        this.intake = intake;
        this.alarms = alarms;
        this.due = due;
        this.work = work;
    }

    /** Processes a place in the background. If too many wait, the next sweep finds it. */
    void soon(StoreId store, ParticipationId participation) {
        if (waiting.addUnlessTaken(store, participation)) {
            queueTurn(store);
        }
    }

    private void queueTurn(StoreId store) {
        if (!work.soon(store, "places:" + store + ":" + Ids.next(), () -> turn(store))) {
            waiting.noTurn(store);
        }
    }

    private void turn(StoreId store) {
        List<ParticipationId> places = waiting.take(store);
        try {
            advance(store, places);
        } finally {
            try {
                if (waiting.ended(store, places)) {
                    queueTurn(store);
                }
            } finally {
                if (waiting.turnEnded(store)) {
                    queueTurn(store);
                }
            }
        }
    }

    @Override
    public void sweep() {
        due.of("participation", "id", "recheck_at")
                .forEach(place -> soon(place.store(), new ParticipationId(place.id())));
    }

    /** Processes due places, on this thread. Pending admissions are requested together. */
    void advance(StoreId store, List<ParticipationId> places) {
        Map<Boolean, List<Participation>> byPending =
                participations.find(store, places).stream().collect(Collectors.partitioningBy(Holds::awaitsAdmission));
        List<Participation> pending = byPending.get(true);
        try {
            admissions.admit(store, pending);
        } catch (ShopException | ProblemException shopIsAway) {
            LOG.expected(pending.size() + " places wait for the shop", shopIsAway);
            pending.forEach(place -> later(store, place));
        } catch (RuntimeException | LinkageError broken) {
            LOG.unexpected(pending.size() + " places are tried again later", broken);
            pending.forEach(place -> later(store, place));
        }
        // Reads the places again: admissions and earlier places may have taken long.
        byPending
                .get(false)
                .forEach(place -> participations.find(store, place.id()).ifPresent(now -> advance(store, now)));
    }

    private static boolean awaitsAdmission(Participation place) {
        return place.state() == State.HELD && place.admission() == Participation.Admission.PENDING;
    }

    private void advance(StoreId store, Participation place) {
        ParticipationId id = place.id();
        try {
            if (place.state() == State.PAID) {
                warnOfExpiry(store, place);
            } else if (place.state() != State.HELD && place.orderId() != null) {
                if (intake.readNow(store, place.orderId()) == Intake.Reading.APPLIED) {
                    participations.rechecked(store, id);
                } else {
                    later(store, place);
                }
            } else if (place.state() == State.RESERVED) {
                participations.recheck(store, place, null);
            } else if (place.state() != State.HELD) {
                participations.recheck(store, place, null);
            } else if (place.holdUntil().isAfter(clock.now())) {
                participations.recheck(store, place, place.holdUntil());
            } else {
                expire(store, place);
            }
        } catch (ShopException | ProblemException shopIsAway) {
            LOG.expected("place " + id + " waits for the shop", shopIsAway);
            later(store, place);
        } catch (RuntimeException | LinkageError broken) {
            LOG.unexpected("place " + id + " is tried again later", broken);
            later(store, place);
        }
    }

    /** Schedules the next check of the place after a pause that grows with the time since it was due. */
    private void later(StoreId store, Participation place) {
        Instant now = clock.now();
        Instant due = awaitsAdmission(place) ? place.createdAt() : place.holdUntil();
        participations.recheck(store, place, now.plus(RETRY.afterWaiting(Duration.between(due, now))));
    }

    /** The hold has ended: asks the shop whether the buyer has paid, and releases the place if not. */
    private void expire(StoreId store, Participation place) {
        Candidates read = candidates.read(store, place);
        if (!read.waiting().isEmpty()) {
            later(store, place);
            return;
        }
        transactions.inStore(store, () -> {
            if (participations.endUnpaid(store, place, Step.EXPIRE, NOT_PAID)) {
                teams.releaseHeld(store, place.team(), place.quantity());
                admissions.revoke(store, place);
                reservations.released(store, place);
                candidates.setAside(store, read);
            }
        });
    }

    /** Alerts the owner a day before an authorization ends, if the team has not succeeded yet. */
    private void warnOfExpiry(StoreId store, Participation place) {
        alarms.raise(
                store,
                "authorization:" + place.id(),
                "authorization-expires",
                "The authorization of order " + place.orderId()
                        + " ends within a day and its team is not full. Complete or cancel the team.");
        participations.recheck(store, place, null);
    }
}
