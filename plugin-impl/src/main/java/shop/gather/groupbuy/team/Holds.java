package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.CandidateOrders.Candidates;
import shop.gather.order.intake.Intake;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.ShopException;

/**
 * Brings each place on when its time has come: has its buyer admitted, and when the hold ends asks the shop for a
 * payment before the place is given back; and once more when a buyer whose payment was declined has had the time to pay
 * again, or the shop the time to show what it has done. The participation's row is the outbox: what is due is found
 * there after a crash. Thread-safe.
 */
@Singleton
class Holds implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(Holds.class.getName()));

    /** The time to pay ended without a payment. */
    static final String NOT_PAID = "hold-ended-without-payment";

    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private final Transactions transactions;
    private final DatabaseClock clock;
    private final Participations participations;
    private final Teams teams;
    private final CandidateOrders candidates;
    private final BuyerAdmission admissions;
    private final Intake intake;
    private final Alarms alarms;
    private final DueRows due;
    private final Work work;

    @Inject
    Holds(
            Transactions transactions,
            DatabaseClock clock,
            Participations participations,
            Teams teams,
            CandidateOrders candidates,
            BuyerAdmission admissions,
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
        this.intake = intake;
        this.alarms = alarms;
        this.due = due;
        this.work = work;
    }

    /** Brings a place on in the background. */
    void soon(StoreId store, UUID participation) {
        work.soon(store, "place:" + participation, () -> advance(store, participation));
    }

    @Override
    public void sweep() {
        due.of("participation", "id", "recheck_at").forEach(place -> soon(place.store(), place.id()));
    }

    /** Does what is due for a place, on this thread. */
    void advance(StoreId store, UUID id) {
        Optional<Participation> found = participations.find(store, id);
        if (found.isEmpty()) {
            return;
        }
        Participation place = found.get();
        try {
            if (place.state() == State.PAID) {
                warnOfExpiry(store, place);
            } else if (place.state() != State.HELD && place.orderId() != null) {
                if (intake.readNow(store, place.orderId()) == Intake.Reading.APPLIED) {
                    participations.rechecked(store, id);
                } else {
                    later(store, place);
                }
            } else if (place.state() != State.HELD) {
                participations.recheck(store, id, null);
            } else if (place.admission() == Participation.Admission.PENDING) {
                admissions.admit(store, place);
            } else if (place.holdUntil().isAfter(clock.now())) {
                participations.recheck(store, id, place.holdUntil());
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

    /** Looks at the place again after a pause that grows with the time since it was due. */
    private void later(StoreId store, Participation place) {
        Instant now = clock.now();
        Instant due = place.state() == State.HELD && place.admission() == Participation.Admission.PENDING
                ? place.createdAt()
                : place.holdUntil();
        participations.recheck(store, place.id(), now.plus(RETRY.afterWaiting(Duration.between(due, now))));
    }

    /** The hold is over: the shop is asked whether the buyer has paid; only a buyer who has not loses the place. */
    private void expire(StoreId store, Participation place) {
        Candidates read = candidates.read(store, place);
        if (!read.waiting().isEmpty()) {
            later(store, place);
            return;
        }
        transactions.inStore(store, () -> {
            if (participations.endUnpaid(store, place, Step.EXPIRE, NOT_PAID)) {
                teams.releaseHeld(store, place.team());
                admissions.revoke(store, place);
                candidates.setAside(store, read);
            }
        });
    }

    /** A day before an authorization ends the owner is told, as long as the team has not succeeded. */
    private void warnOfExpiry(StoreId store, Participation place) {
        alarms.raise(
                store,
                "authorization:" + place.id(),
                "authorization-expires",
                "The authorization of order " + place.orderId()
                        + " ends within a day and its team is not full. Complete or cancel the team.");
        participations.recheck(store, place.id(), null);
    }
}
