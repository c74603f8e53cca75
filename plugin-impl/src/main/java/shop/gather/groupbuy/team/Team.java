package shop.gather.groupbuy.team;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TeamSales;

/**
 * Buyers who get the group price together. A team is {@link State#OPEN} until its last place is paid or its deadline
 * has passed. After the deadline it is {@link State#CLOSING} while the shop is asked for payments that Gather does not
 * know yet. Then it is SUCCEEDED if enough places are paid, or FAILED; both are final. {@link Step} is the table of all
 * transitions; {@link TeamEnding} makes them, each by one conditional update. An instance holds its row as it was read.
 */
@Entity
public class Team {

    private static final String PAID_AFTER_FULL = "paid-after-the-team-was-full";
    private static final String PAID_AFTER_DEADLINE = "paid-after-the-deadline";
    private static final String PAID_AFTER_END = "paid-after-the-team-ended";

    public enum State {
        OPEN,
        /** The deadline has passed; the shop is being asked for payments that Gather does not know yet. */
        CLOSING,
        SUCCEEDED,
        FAILED
    }

    /**
     * Every transition of a team: the states from which it starts, the state to which it leads, the condition on the
     * row, and the stable code of the reason for a failure.
     */
    enum Step {
        /** The deadline has passed: no more joins. */
        BEGIN_CLOSING(State.CLOSING, "deadline <= now()", null, State.OPEN),
        /** The last place is paid, and all helps are given. A group order goes on until the cut-off. */
        FILL(
                State.SUCCEEDED,
                "paid >= size and minimum_units = 0 and id <> campaign_id and helps >= most_helps",
                null,
                State.OPEN,
                State.CLOSING),
        /** The deadline has passed, and enough places are paid. */
        REACH_MINIMUM(State.SUCCEEDED, "paid >= minimum and units >= minimum_units", null, State.OPEN, State.CLOSING),
        /** The deadline has passed, and too few places are paid. */
        MISS_MINIMUM(
                State.FAILED,
                "(paid < minimum or units < minimum_units)",
                "team-not-filled",
                State.OPEN,
                State.CLOSING),
        /** The deadline has passed, enough units are paid, and too few of them fill full cases. */
        MISS_CASES(State.FAILED, "paid > 0", "cases-not-filled", State.OPEN, State.CLOSING),
        /** The owner ends a team that is not full. */
        CANCEL(
                State.FAILED,
                "(paid < size or minimum_units > 0 or helps < most_helps)",
                "cancelled-by-the-owner",
                State.OPEN,
                State.CLOSING),
        /** The team is empty: it would only take up space in lists until its deadline. A group order goes on. */
        EMPTY(State.FAILED, "held = 0 and paid = 0 and minimum_units = 0", "team-empty", State.OPEN),
        /** The only buyer's order no longer pays: nobody else gets what friends have given to that buyer. */
        LOSE_ONLY_BUYER(State.FAILED, "held = 0 and paid = 0 and size = 1", "team-empty", State.OPEN);

        private final State to;
        private final String condition;
        private final String reason;
        private final Set<State> from;

        Step(State to, String condition, String reason, State first, State... others) {
            this.to = to;
            this.condition = condition;
            this.reason = reason;
            this.from = EnumSet.of(first, others);
        }

        State to() {
            return to;
        }

        /** A condition on the row's columns. */
        String condition() {
            return condition;
        }

        /** Null for none. */
        String reason() {
            return reason;
        }

        boolean leaves(State state) {
            return from.contains(state);
        }
    }

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID campaignId;
    private int size;
    private int minimum;
    private int minimumUnits;
    private int capacity;
    private int held;
    private int heldUnits;
    private int paid;
    private int units;
    private int helps;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant openedAt;
    private Instant deadline;
    private Instant closedAt;
    private String reason;

    /** For Hibernate. */
    protected Team() {}

    /** A team without a row, for what depends on its state only. */
    Team(int size, int minimum, int held, int paid, int units, State state, Instant deadline) {
        this.size = size;
        this.minimum = minimum;
        this.held = held;
        this.paid = paid;
        this.units = units;
        this.state = state;
        this.deadline = deadline;
    }

    public TeamId id() {
        return new TeamId(id);
    }

    public CampaignId campaign() {
        return new CampaignId(campaignId);
    }

    /** Whether it is the only team of its campaign, a group order. */
    boolean ofAllBuyers() {
        return id.equals(campaignId);
    }

    /** The total number of places. */
    public int size() {
        return size;
    }

    /** The number of paid places that it needs at its deadline. */
    public int minimum() {
        return minimum;
    }

    /** The number of paid units that it needs at its deadline; 0 if only places count. */
    public int minimumUnits() {
        return minimumUnits;
    }

    /** The most units of all places together; 0 if only places are limited. */
    public int capacity() {
        return capacity;
    }

    /** Whether all units that it has are paid. */
    public boolean isSoldOut() {
        return capacity > 0 && units >= capacity;
    }

    /** Whether as many places and units are paid as it needs at its deadline. */
    boolean hasMinimum() {
        return paid >= minimum && units >= minimumUnits;
    }

    /** The number of places for which buyers are paying. */
    public int held() {
        return held;
    }

    /** The number of units of the held places. */
    int heldUnits() {
        return heldUnits;
    }

    public int paid() {
        return paid;
    }

    /** The number of units of the paid places. */
    public int units() {
        return units;
    }

    /** The number of friends who have helped its buyer to a lower price. */
    public int helps() {
        return helps;
    }

    public State state() {
        return state;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant deadline() {
        return deadline;
    }

    /** When it succeeded or failed; null before. */
    public Instant closedAt() {
        return closedAt;
    }

    /** The stable code of the reason for its failure; null otherwise. */
    public String reason() {
        return reason;
    }

    /** Whether it has succeeded or failed. */
    public boolean isOver() {
        return state == State.SUCCEEDED || state == State.FAILED;
    }

    /**
     * The price of one unit: the final price once the team has succeeded, before that the price if it succeeded now.
     * The sales of a team that has succeeded no longer change.
     */
    Money price(CampaignTerms terms) {
        return terms.priceWith(new TeamSales(paid, units, helps));
    }

    /** The number of places that a buyer can take now. */
    public int placesLeft() {
        return state == State.OPEN ? size - held - paid : 0;
    }

    /**
     * Why a payment was too late, as a stable code. A team past its deadline stays open until a sweep closes it. A team
     * that failed before its deadline was cancelled, or was empty.
     */
    public String whyLate(Instant paidAt) {
        boolean inTime = !paidAt.isAfter(deadline);
        return switch (state) {
            case SUCCEEDED -> paid >= size ? PAID_AFTER_FULL : inTime ? PAID_AFTER_END : PAID_AFTER_DEADLINE;
            case OPEN, CLOSING -> inTime ? PAID_AFTER_FULL : PAID_AFTER_DEADLINE;
            case FAILED -> inTime ? PAID_AFTER_END : PAID_AFTER_DEADLINE;
        };
    }
}
