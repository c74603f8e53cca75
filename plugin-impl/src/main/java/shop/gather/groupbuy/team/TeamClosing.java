package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.cases.TeamCases;
import shop.gather.groupbuy.draw.Consolations;
import shop.gather.groupbuy.draw.Draws;
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
 * Ends teams. At the deadline a team is closing first: the shop is asked for the payments of all buyers who still hold
 * a place; the time of payment that the shop states decides. If the shop is unreachable, the decision is postponed. A
 * team that has ended is settled place by place, each in a transaction of its own, so that settlement can be
 * interrupted and resumed on any node. Thread-safe.
 */
@Singleton
public class TeamClosing implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(TeamClosing.class.getName()));

    /** The reason of a paid place that fills no full case. */
    static final String CASE_NOT_FILLED = "case-not-filled";

    /** The reason of a paid place that the draw did not choose. */
    static final String NOT_DRAWN = "not-drawn";

    private static final Set<State> UNSETTLED = EnumSet.of(State.RESERVED, State.HELD, State.PAID);

    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final Duration ALARM_AFTER = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final DatabaseClock clock;
    private final Teams teams;
    private final TeamEnding ending;
    private final Participations participations;
    private final CandidateOrders candidates;
    private final Draws draws;
    private final Consolations consolations;
    private final TeamCases cases;
    private final BuyerAdmission admissions;
    private final ReservationMessages reservations;
    private final Intake intake;
    private final Alarms alarms;
    private final DueRows due;
    private final Work work;

    @Inject
    TeamClosing(
            Transactions transactions,
            DatabaseClock clock,
            Teams teams,
            TeamEnding ending,
            Participations participations,
            CandidateOrders candidates,
            Draws draws,
            Consolations consolations,
            TeamCases cases,
            BuyerAdmission admissions,
            ReservationMessages reservations,
            Intake intake,
            Alarms alarms,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.clock = clock;
        this.teams = teams;
        this.ending = ending;
        this.participations = participations;
        this.candidates = candidates;
        this.draws = draws;
        this.consolations = consolations;
        this.cases = cases;
        this.admissions = admissions;
        this.reservations = reservations;
        this.intake = intake;
        this.alarms = alarms;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of("team", "id", "due_at").forEach(team -> soon(team.store(), new TeamId(team.id())));
    }

    public void soon(StoreId store, TeamId team) {
        work.soon(store, "team:" + team, () -> advance(store, team));
    }

    /** Ends a team that is not full, as the owner decided. False if it had ended already. */
    boolean cancel(StoreId store, TeamId team) {
        boolean cancelled = transactions.inStore(store, () -> ending.cancel(store, team));
        soon(store, team);
        return cancelled;
    }

    /** Ends a team that is not full with the places that are paid. False if none is, or it had ended already. */
    boolean acceptShort(StoreId store, TeamId team) {
        boolean accepted = transactions.inStore(store, () -> ending.acceptShort(store, team));
        soon(store, team);
        return accepted;
    }

    /** Processes a due team, on this thread. */
    void advance(StoreId store, TeamId id) {
        transactions.inStore(store, () -> ending.beginClosing(store, id));
        Team team = teams.find(store, id).orElse(null);
        if (team == null) {
            return;
        }
        switch (team.state()) {
            case OPEN -> {} // The deadline has not passed by the database's clock.
            case CLOSING -> decide(store, team);
            case SUCCEEDED, FAILED -> settle(store, team);
        }
    }

    private void decide(StoreId store, Team team) {
        List<Candidates> read = new ArrayList<>();
        try {
            for (Participation place : participations.ofTeam(store, team.id())) {
                if (place.state() == State.HELD) {
                    read.add(candidates.read(store, place));
                }
            }
        } catch (ShopException | ProblemException outOfReach) {
            LOG.expected("team " + team.id() + " waits for the shop", outOfReach);
            postpone(store, team, "the shop cannot be asked for last payments: " + outOfReach.getMessage());
            return;
        } catch (RuntimeException | LinkageError broken) {
            LOG.unexpected("team " + team.id() + " cannot be decided and is tried again", broken);
            postpone(store, team, "the last payments cannot be read: " + broken + ".");
            return;
        }
        List<String> waiting =
                read.stream().flatMap(orders -> orders.waiting().stream()).toList();
        if (!waiting.isEmpty()) {
            postpone(
                    store,
                    team,
                    "Gather cannot apply order " + waiting.get(0)
                            + " of one of its buyers. If that does not change within minutes, the team is decided without it.");
            return;
        }
        transactions.inStore(store, () -> {
            // A payment found just now may have filled the team, or its owner may have cancelled it meanwhile.
            if (ending.endAtDeadline(store, team)
                    || teams.find(store, team.id()).filter(Team::isOver).isPresent()) {
                read.forEach(orders -> candidates.setAside(store, orders));
                settleAlarm(store, team);
            }
        });
        // In a rush the other teams are decided first: the sweep finds this one, which is due, after them.
        if (!work.isRushed(store)) {
            teams.find(store, team.id()).filter(Team::isOver).ifPresent(ended -> settle(store, ended));
        }
    }

    /** Only a team that is decided late can have an alarm. */
    private void settleAlarm(StoreId store, Team team) {
        if (late(team).compareTo(ALARM_AFTER) > 0) {
            alarms.settle(store, "closing:" + team.id());
        }
    }

    private Duration late(Team team) {
        return Duration.between(team.deadline(), clock.now());
    }

    private void postpone(StoreId store, Team team, String reason) {
        Duration late = late(team);
        transactions.inStore(store, () -> {
            teams.postpone(store, team.id(), (int) RETRY.afterWaiting(late).toSeconds());
            if (late.compareTo(ALARM_AFTER) > 0) {
                alarms.restate(
                        store,
                        "closing:" + team.id(),
                        "team-cannot-close",
                        "Team " + team.id() + " is past its deadline, but " + reason
                                + " Gather keeps trying; nothing is decided until then.");
            }
        });
    }

    private void settle(StoreId store, Team team) {
        boolean succeeded = team.state() == Team.State.SUCCEEDED;
        String reason = succeeded ? Holds.NOT_PAID : team.reason();
        Optional<Set<ParticipationId>> winners = succeeded ? draws.result(store, team.id()) : Optional.empty();
        Set<ParticipationId> leftOut = succeeded && team.ofAllBuyers() ? cases.leftOut(store, team.id()) : Set.of();
        boolean all = true;
        for (Participation place : participations.ofTeam(store, team.id())) {
            if (UNSETTLED.contains(place.state())) {
                boolean wins = succeeded
                        && winners.map(won -> won.contains(place.id())).orElse(true);
                all &= settled(store, place, new Outcome(succeeded, wins, leftOut.contains(place.id()), reason));
            }
        }
        if (all) {
            transactions.inStore(store, () -> {
                teams.settled(store, team.id());
                // Its owner or a payment may have ended it while the shop was away.
                settleAlarm(store, team);
            });
        } else {
            transactions.inStore(
                    store,
                    () -> teams.postpone(store, team.id(), (int)
                            RETRY.afterWaiting(late(team)).toSeconds()));
        }
    }

    /**
     * What the end of a team means for a place.
     *
     * @param wins whether a paid place gets the article, as far as a draw decides
     * @param leftOut whether a paid place fills no full case; the counters of the team do not contain it any more
     * @param reason of a place that fails or expires
     */
    private record Outcome(boolean succeeded, boolean wins, boolean leftOut, String reason) {}

    /** Settles a place; if it fails, it is retried and does not delay the team's other places. */
    private boolean settled(StoreId store, Participation place, Outcome outcome) {
        try {
            transactions.inStore(store, () -> settle(store, place, outcome));
        } catch (RuntimeException broken) {
            LOG.unexpected("place " + place.id() + " cannot be settled and is tried again", broken);
            return false;
        }
        if (place.orderId() != null) {
            intake.readSoon(store, place.orderId());
        }
        return true;
    }

    private void settle(StoreId store, Participation place, Outcome outcome) {
        // Locks the order's row first: code that applies a snapshot locks it before the place.
        if (place.orderId() != null) {
            intake.mark(store, place.orderId());
        }
        if (place.state() == State.RESERVED) {
            if (participations.move(store, place, Step.RELEASE, ReservationMessages.NOT_OPENED)) {
                teams.releaseHeld(store, place.team(), place.quantity());
                reservations.notOpened(store, place);
            }
        } else if (place.state() == State.HELD) {
            if (participations.move(store, place, Step.EXPIRE, outcome.reason())) {
                teams.releaseHeld(store, place.team(), place.quantity());
                admissions.revoke(store, place);
                reservations.released(store, place);
            }
        } else if (outcome.leftOut()) {
            participations.move(store, place, Step.LEAVE_OUT, CASE_NOT_FILLED);
        } else if (outcome.wins()) {
            participations.move(store, place, Step.CONFIRM, null);
        } else if (outcome.succeeded()
                ? participations.move(store, place, Step.LOSE, NOT_DRAWN)
                : participations.move(store, place, Step.FAIL, outcome.reason())) {
            teams.freePaid(store, place.team(), place.units());
            if (outcome.succeeded()) {
                consolations.notDrawn(store, place.id());
            }
        }
    }
}
