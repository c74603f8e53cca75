package shop.gather.recruitment;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import shop.gather.event.Events;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Application.Step;

/** Applications of members, from the screening to the decision. Thread-safe. */
@Singleton
class Applications {

    private final Transactions transactions;
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
            DatabaseClock clock,
            Programmes programmes,
            Invitations invitations,
            Leaders leaders,
            MemberLock members,
            ApplicationRows rows,
            AuditLog audit,
            Events events) {
        this.transactions = transactions;
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
     * @param paidOrders the number counted in the shop
     */
    record Submission(
            MemberId member,
            ProgrammeId programme,
            String invitation,
            String pitch,
            boolean acceptsTerms,
            int paidOrders) {}

    /**
     * Screens and stores an application, in the caller's transaction.
     *
     * @throws ProblemException if the programme is unknown or closed, the invitation is invalid, or the member is a
     *     leader or has a waiting application
     */
    Application submit(StoreId store, Submission submission) {
        MemberId member = submission.member();
        List<Rule> rules = programmes.rulesOfOpen(store, submission.programme());
        Instant registered = lock(store, member);
        if (leaders.ofMember(store, member).isPresent()) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "You are a leader already.");
        }
        requireNoneOpen(member);
        LeaderId recruiter = submission.invitation() == null
                ? null
                : invitations.inviter(submission.programme(), submission.invitation());
        Instant now = clock.now();
        Screening screening = Screening.of(
                rules,
                new Rule.Applicant(
                        recruiter != null,
                        Optional.of(registered),
                        submission.paidOrders(),
                        submission.acceptsTerms(),
                        now));
        Application application = new Application(submission, recruiter, screening, now);
        rows.insert(application);
        events.emit(
                store,
                screening.passed()
                        ? new RecruitmentEvent.ApplicationSubmitted(application.id(), member)
                        : new RecruitmentEvent.ApplicationRejected(application.id(), member));
        return application;
    }

    /**
     * Approves a waiting application and makes the member a leader; an approved one stays as it is.
     *
     * @throws ProblemException if there is no such application, or it was rejected
     */
    Application approve(StoreId store, String actor, ApplicationId id, URI home) {
        return transactions.inStore(store, () -> {
            if (decide(id, Step.APPROVE, actor, null)) {
                Application application = require(id);
                Leader leader = leaders.appoint(store, application.memberId(), application.recruiterId(), home);
                audit.record(store, actor, "application.approved", id.toString(), "leader " + leader.id());
                events.emit(store, new RecruitmentEvent.ApplicationApproved(id, application.memberId(), leader.id()));
            }
            return require(id, Step.APPROVE);
        });
    }

    /**
     * Rejects a waiting application; a rejected one stays as it is.
     *
     * @throws ProblemException if there is no such application, or it was approved
     */
    Application reject(StoreId store, String actor, ApplicationId id, String reason) {
        return transactions.inStore(store, () -> {
            boolean decided = decide(id, Step.REJECT, actor, reason);
            Application application = require(id, Step.REJECT);
            if (decided) {
                MemberId member = application.memberId();
                audit.recordAbout(store, actor, "application.rejected", id.toString(), "", member, reason);
                events.emit(store, new RecruitmentEvent.ApplicationRejected(id, member));
            }
            return application;
        });
    }

    /** @throws ProblemException if there is no such application */
    Application get(StoreId store, ApplicationId id) {
        return transactions.inStore(store, () -> require(id));
    }

    /** A page of applications in a state, newest first. */
    Page<Application> page(StoreId store, Application.State state, String cursor, int limit) {
        return page(store, limit, () -> rows.newestIn(state, Page.before(cursor), limit + 1));
    }

    /** A page of a member's own applications, newest first. */
    Page<Application> pageOfMember(StoreId store, MemberId member, String cursor, int limit) {
        return page(store, limit, () -> rows.newestOf(member.value(), Page.before(cursor), limit + 1));
    }

    private Page<Application> page(StoreId store, int limit, Supplier<List<Application>> query) {
        return Page.of(
                transactions.inStore(store, query),
                limit,
                application -> application.id().value(),
                application -> application);
    }

    /** Deletes an erased member's texts; a waiting application is withdrawn. */
    void on(@Observes @Priority(110) MemberErased erasure) {
        rows.withdraw(erasure.member().value(), Step.WITHDRAW.from(), Step.WITHDRAW.to());
        rows.erase(erasure.member().value());
    }

    /** Serializes the applications of one member. Returns since when the shop, or else Gather, has known the member. */
    private Instant lock(StoreId store, MemberId member) {
        return members.take(store, member)
                .orElseThrow(() -> ProblemException.notFound("member"))
                .knownSince();
    }

    private void requireNoneOpen(MemberId member) {
        if (rows.waitingOf(member.value()) > 0) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "You have an application that waits for an answer.");
        }
    }

    /** Whether this call made the decision: the application waited until now. */
    private boolean decide(ApplicationId id, Step step, String actor, String reason) {
        return rows.decide(id.value(), step.from(), step.to(), actor, reason);
    }

    private Application require(ApplicationId id) {
        return rows.find(id.value()).orElseThrow(() -> ProblemException.notFound("application"));
    }

    private Application require(ApplicationId id, Step step) {
        Application application = require(id);
        if (application.state() != step.to()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "This application was " + application.state().name().toLowerCase(Locale.ROOT) + " already.");
        }
        return application;
    }
}
