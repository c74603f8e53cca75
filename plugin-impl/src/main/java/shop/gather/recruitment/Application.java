package shop.gather.recruitment;

import static shop.gather.platform.Id.orNull;
import static shop.gather.platform.Id.valueOrNull;

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
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.StrictJson;

/**
 * A member's application to become a leader. The programme's rules are evaluated at once: a failed rule makes it
 * {@link State#REJECTED}, with the reasons; otherwise it is {@link State#SUBMITTED} and waits for the owner, who
 * approves or rejects it once. {@link Step} is the table of all transitions. An instance holds its row as it was read;
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

    /**
     * The member while the application waits, else null; unique, because a member has at most one waiting application.
     */
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

    /** The state of an application. */
    enum State {
        SUBMITTED,
        APPROVED,
        REJECTED
    }

    /** Every transition of an application: the state from which it starts, and the state to which it leads. */
    enum Step {
        /** The owner makes the applicant a leader. */
        APPROVE(State.SUBMITTED, State.APPROVED),
        /** The owner rejects the application. */
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
     * Creates an application without a row, after the screening.
     *
     * @param recruiter null if nobody invited the member
     */
    Application(Applications.Submission submission, LeaderId recruiter, Screening screening, Instant now) {
        boolean passed = screening.passed();
        this.id = Ids.next();
        this.programmeId = submission.programme().value();
        this.memberId = submission.member().value();
        this.openMemberId = passed ? memberId : null;
        this.recruiterId = valueOrNull(recruiter);
        this.pitch = submission.pitch();
        this.state = passed ? State.SUBMITTED : State.REJECTED;
        this.screening = StrictJson.codec().toJson(screening.verdicts().toArray(Rule.Verdict[]::new));
        this.decidedBy = passed ? null : "rules";
        this.reason = passed ? null : screening.reasons();
        this.appliedAt = now;
        this.decidedAt = passed ? null : now;
    }

    ApplicationId id() {
        return new ApplicationId(id);
    }

    ProgrammeId programmeId() {
        return new ProgrammeId(programmeId);
    }

    MemberId memberId() {
        return new MemberId(memberId);
    }

    /** The id of the member as a leader; null if the member is not a leader. */
    LeaderId leaderId() {
        return orNull(leaderId, LeaderId::new);
    }

    /** The leader who invited the member; null if nobody did. */
    LeaderId recruiterId() {
        return orNull(recruiterId, LeaderId::new);
    }

    String pitch() {
        return pitch;
    }

    State state() {
        return state;
    }

    /** The result of each rule. */
    List<Rule.Verdict> screening() {
        return Arrays.asList(StrictJson.codec().fromJson(screening, Rule.Verdict[].class));
    }

    /** {@code rules}, or the caller who decided; null while the application waits. */
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

    /** Null while the application waits. */
    Instant decidedAt() {
        return decidedAt;
    }
}
