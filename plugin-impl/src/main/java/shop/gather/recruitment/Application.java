package shop.gather.recruitment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.platform.Ids;
import shop.gather.platform.http.StrictJson;

/**
 * A member asks to become a leader. The programme's rules judge it at once: a failed rule makes it
 * {@link State#REJECTED}, with the reasons; else it is {@link State#SUBMITTED} and waits for the owner, who approves or
 * rejects it once. {@link Step} is the table of all transitions. Says what its row said when it was read;
 * {@link ApplicationRows} changes the row.
 */
@Entity
class Application {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID programmeId;

    private UUID memberId;

    /** The member while the application waits, else null: a member has one that waits at most. */
    private UUID openMemberId;

    @Formula("(select l.id from leader l where l.store_id = store_id and l.member_id = member_id)")
    private UUID leaderId;

    private UUID recruiterId;

    private String pitch;

    @Enumerated(EnumType.STRING)
    private State state;

    private String screening;

    private String decidedBy;

    private String reason;

    private Instant appliedAt;

    private Instant decidedAt;

    private long version;

    /** Where an application stands. */
    enum State {
        SUBMITTED,
        APPROVED,
        REJECTED
    }

    /** Every transition of an application: the state that it leaves, and the one that it leads to. */
    enum Step {
        /** The owner makes the applicant a leader. */
        APPROVE(State.SUBMITTED, State.APPROVED),
        /** The owner says no. */
        REJECT(State.SUBMITTED, State.REJECTED),
        /** The applicant was erased before the owner had decided. */
        WITHDRAW(State.SUBMITTED, State.REJECTED);

        private final State from;
        private final State to;

        Step(State from, State to) {
            this.from = from;
            this.to = to;
        }

        State from() {
            return from;
        }

        State to() {
            return to;
        }
    }

    /** For Hibernate. */
    protected Application() {}

    /**
     * One that has no row yet, as the rules have judged it.
     *
     * @param recruiter null if nobody invited the member
     */
    Application(Applications.Submission submission, UUID recruiter, Screening screening, Instant now) {
        boolean passed = screening.passed();
        this.id = Ids.next();
        this.programmeId = submission.programme();
        this.memberId = submission.member();
        this.openMemberId = passed ? memberId : null;
        this.recruiterId = recruiter;
        this.pitch = submission.pitch();
        this.state = passed ? State.SUBMITTED : State.REJECTED;
        this.screening = StrictJson.codec().toJson(screening.verdicts().toArray(Rule.Verdict[]::new));
        this.decidedBy = passed ? null : "rules";
        this.reason = passed ? null : screening.reasons();
        this.appliedAt = now;
        this.decidedAt = passed ? null : now;
    }

    UUID id() {
        return id;
    }

    UUID programmeId() {
        return programmeId;
    }

    UUID memberId() {
        return memberId;
    }

    /** The leader that the member is now; null while none. */
    UUID leaderId() {
        return leaderId;
    }

    /** The leader who invited the member; null if nobody did. */
    UUID recruiterId() {
        return recruiterId;
    }

    String pitch() {
        return pitch;
    }

    State state() {
        return state;
    }

    /** What each rule found. */
    List<Rule.Verdict> screening() {
        return Arrays.asList(StrictJson.codec().fromJson(screening, Rule.Verdict[].class));
    }

    /** {@code rules}, or the caller who decided; null while it waits. */
    String decidedBy() {
        return decidedBy;
    }

    /** Why it was rejected; null otherwise. */
    String reason() {
        return reason;
    }

    Instant appliedAt() {
        return appliedAt;
    }

    /** Null while it waits. */
    Instant decidedAt() {
        return decidedAt;
    }
}
