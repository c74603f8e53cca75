package shop.gather.groupbuy.fulfilment.pickup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.platform.database.StoreSql;

/**
 * How one place is collected. It is {@link State#WAITING} while the buyer chooses a point, pays, and waits for the team.
 * When the time of collection has come it is {@link State#READY}, and then {@link State#HANDED_OVER}, or
 * {@link State#NO_SHOW} if nobody came. It is {@link State#CANCELLED} when the place ends. {@link Step} is the table of
 * all transitions. Immutable.
 *
 * @param point null until one is chosen
 * @param day for which it counts at the point, as 2026-12-24; null without a point
 * @param confirmedAt null until the place is confirmed
 * @param dueAt when it becomes ready; null for never
 * @param codeKey the name of the key from which the code is derived; null until the place is confirmed
 */
public record Pickup(
        ParticipationId participation,
        CampaignId campaign,
        PickupPointId point,
        String day,
        State state,
        Instant confirmedAt,
        Instant readyFrom,
        Instant readyUntil,
        Instant dueAt,
        String codeKey,
        Instant handedAt,
        String handedBy) {

    public enum State {
        /** Not confirmed, not yet to be collected, or without a point. */
        WAITING,
        /** It can be collected. */
        READY,
        /** The buyer has it. */
        HANDED_OVER,
        /** Nobody came in time. */
        NO_SHOW,
        /** The place has ended. */
        CANCELLED
    }

    /** Every transition: the states from which it starts, and the state to which it leads. */
    public enum Step {
        /** The time of collection has come. */
        BECOME_READY(State.READY, State.WAITING),
        /** A point is chosen, also in place of another; the buyer is told when it is ready there. */
        CHOOSE(State.WAITING, State.WAITING, State.READY),
        /** The buyer gets it, also late. */
        HAND_OVER(State.HANDED_OVER, State.READY, State.NO_SHOW),
        /** Nobody came in time. */
        MISS(State.NO_SHOW, State.READY),
        /** A hand-over or a no-show was recorded by mistake. */
        UNDO(State.READY, State.HANDED_OVER, State.NO_SHOW),
        /** The place has ended. What was handed over stays so. */
        CANCEL(State.CANCELLED, State.WAITING, State.READY, State.NO_SHOW),
        /** A hand-over was recorded by mistake, and the place has ended since. */
        UNDO_ENDED(State.CANCELLED, State.HANDED_OVER),
        /** A place that had ended is paid or confirmed again. */
        REOPEN(State.WAITING, State.CANCELLED);

        private final State to;
        private final Set<State> from;

        Step(State to, State first, State... others) {
            this.to = to;
            this.from = EnumSet.of(first, others);
        }

        public boolean startsFrom(State state) {
            return from.contains(state);
        }

        public State to() {
            return to;
        }
    }

    /** Whether it counts at its point. */
    boolean counts() {
        return point != null && state != State.CANCELLED;
    }

    /** Whether it is looked at again because it could not be made ready when its time had come. */
    boolean isPostponed() {
        return dueAt != null && readyFrom != null && dueAt.isAfter(readyFrom);
    }

    static Pickup read(ResultSet row) throws SQLException {
        return new Pickup(
                StoreSql.id(row, "participation_id", ParticipationId::new),
                StoreSql.id(row, "campaign_id", CampaignId::new),
                StoreSql.id(row, "point_id", PickupPointId::new),
                row.getString("pickup_day"),
                State.valueOf(row.getString("state")),
                StoreSql.instant(row, "confirmed_at"),
                StoreSql.instant(row, "ready_from"),
                StoreSql.instant(row, "ready_until"),
                StoreSql.instant(row, "due_at"),
                row.getString("code_key"),
                StoreSql.instant(row, "handed_at"),
                row.getString("handed_by"));
    }
}
