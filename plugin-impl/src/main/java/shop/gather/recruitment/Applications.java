package shop.gather.recruitment;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.event.Events;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;
import shop.gather.recruitment.Application.Step;

/** Applications of members, from the screening to the decision. Thread-safe. */
@Singleton
class Applications {

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final Programmes programmes;
    private final Invitations invitations;
    private final Leaders leaders;
    private final MemberLock members;
    private final ApplicationRows rows;
    private final AuditLog audit;
    private final Events events;

    @Inject
    Applications(
            Transactions transactions,
            StoreSql sql,
            DatabaseClock clock,
            Programmes programmes,
            Invitations invitations,
            Leaders leaders,
            MemberLock members,
            ApplicationRows rows,
            AuditLog audit,
            Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.programmes = programmes;
        this.invitations = invitations;
        this.leaders = leaders;
        this.members = members;
        this.rows = rows;
        this.audit = audit;
        this.events = events;
    }

    /**
     * @param invitation null if nobody invited the member
     * @param paidOrders how many the shop counted
     */
    record Submission(
            UUID member, UUID programme, String invitation, String pitch, boolean acceptsTerms, int paidOrders) {}

    /**
     * Takes an application down and screens it, in the caller's transaction.
     *
     * @throws ProblemException if the programme is unknown or closed, the invitation unusable, or the member a leader
     *     or an applicant already
     */
    Application submit(StoreId store, Submission submission) {
        UUID member = submission.member();
        List<Rule> rules = programmes.rulesOfOpen(store, submission.programme());
        Instant registered = lock(store, member);
        if (leaders.ofMember(store, member).isPresent()) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "You are a leader already.");
        }
        requireNoneOpen(store, member);
        UUID recruiter = submission.invitation() == null
                ? null
                : invitations.inviter(store, submission.programme(), submission.invitation());
        Screening screening = Screening.of(
                rules,
                new Rule.Applicant(
                        recruiter != null,
                        Optional.of(registered),
                        submission.paidOrders(),
                        submission.acceptsTerms(),
                        clock.now()));
        Application application = insert(store, submission, recruiter, screening);
        events.emit(
                store,
                screening.passed()
                        ? new RecruitmentEvent.ApplicationSubmitted(application.id(), member)
                        : new RecruitmentEvent.ApplicationRejected(application.id(), member));
        return application;
    }

    /**
     * Approves an application that waits and makes the member a leader; an approved one stays as it is.
     *
     * @throws ProblemException if there is no such application, or it was rejected
     */
    Application approve(StoreId store, String actor, UUID id, URI home) {
        return transactions.inStore(store, () -> {
            if (decide(store, actor, id, Step.APPROVE, null)) {
                Application application = rows.require(store, id);
                Leader leader = leaders.appoint(store, application.memberId(), application.recruiterId(), home);
                audit.record(store, actor, "application.approved", id.toString(), "leader " + leader.id());
                events.emit(store, new RecruitmentEvent.ApplicationApproved(id, application.memberId(), leader.id()));
            }
            return require(store, id, Step.APPROVE);
        });
    }

    /**
     * Rejects an application that waits; a rejected one stays as it is.
     *
     * @throws ProblemException if there is no such application, or it was approved
     */
    Application reject(StoreId store, String actor, UUID id, String reason) {
        return transactions.inStore(store, () -> {
            if (decide(store, actor, id, Step.REJECT, reason)) {
                audit.recordAbout(
                        store,
                        actor,
                        "application.rejected",
                        id.toString(),
                        "",
                        rows.require(store, id).memberId(),
                        reason);
                events.emit(
                        store,
                        new RecruitmentEvent.ApplicationRejected(
                                id, rows.require(store, id).memberId()));
            }
            return require(store, id, Step.REJECT);
        });
    }

    /** What somebody wrote about themselves goes with them; an application that waited is withdrawn. */
    void on(@Observes @Priority(110) MemberErased erasure) {
        StoreId store = erasure.store();
        sql.update(
                store,
                "update application set state = ?, open_member_id = null, decided_by = 'erasure', decided_at = now(),"
                        + " version = version + 1 where store_id = :store and member_id = ? and state = ?",
                Step.WITHDRAW.to(),
                erasure.member(),
                Step.WITHDRAW.from());
        sql.update(
                store,
                "update application set pitch = '', screening = '[]', reason = 'The member was erased.' where "
                        + "store_id = :store and member_id = ?",
                erasure.member());
    }

    /** Serialises the applications of one member, and tells since when the shop, or else Gather, has known it. */
    private Instant lock(StoreId store, UUID member) {
        return members.take(store, member)
                .orElseThrow(() -> ProblemException.notFound("member"))
                .knownSince();
    }

    private void requireNoneOpen(StoreId store, UUID member) {
        boolean open = sql.first(
                        store,
                        "select id from application where store_id = :store and open_member_id = ?",
                        row -> 1,
                        member)
                .isPresent();
        if (open) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "You have an application that waits for an answer.");
        }
    }

    private Application insert(StoreId store, Submission submission, UUID recruiter, Screening screening) {
        UUID id = Ids.next();
        boolean passed = screening.passed();
        Instant now = clock.now();
        sql.update(
                store,
                "insert into application (store_id, id, programme_id, member_id, open_member_id, recruiter_id, pitch, state,"
                        + " screening, decided_by, reason, applied_at, decided_at, version)"
                        + " values (:store, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                id,
                submission.programme(),
                submission.member(),
                passed ? submission.member() : null,
                recruiter,
                submission.pitch(),
                passed ? Application.State.SUBMITTED : Application.State.REJECTED,
                StrictJson.codec().toJson(screening.verdicts().toArray(Rule.Verdict[]::new)),
                passed ? null : "rules",
                passed ? null : screening.reasons(),
                now,
                passed ? null : now);
        return rows.require(store, id);
    }

    /** Whether this call took the decision: the application waited until now. */
    private boolean decide(StoreId store, String actor, UUID id, Step step, String reason) {
        return sql.update(
                        store,
                        "update application set state = ?, open_member_id = null, decided_by = ?, decided_at = now(), reason = ?,"
                                + " version = version + 1 where store_id = :store and id = ? and state = ?",
                        step.to(),
                        actor,
                        reason,
                        id,
                        step.from())
                == 1;
    }

    private Application require(StoreId store, UUID id, Step step) {
        Application application = rows.require(store, id);
        if (application.state() != step.to()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "This application was " + application.state().name().toLowerCase(java.util.Locale.ROOT)
                            + " already.");
        }
        return application;
    }
}
