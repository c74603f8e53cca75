package shop.gather.recruitment;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.event.Events;
import shop.gather.member.CustomerJoining;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.member.MembersMerged;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** The leaders of a store. Thread-safe. */
@Singleton
public class Leaders {

    private final Transactions transactions;
    private final LeaderRows rows;
    private final LeaderSuspensionRows suspensions;
    private final MemberLock members;
    private final AuditLog audit;
    private final Events events;
    private final Event<LeaderAppointed> appointed;
    private final Event<LeaderStateChanged> changed;

    @Inject
    Leaders(
            Transactions transactions,
            LeaderRows rows,
            LeaderSuspensionRows suspensions,
            MemberLock members,
            AuditLog audit,
            Events events,
            Event<LeaderAppointed> appointed,
            Event<LeaderStateChanged> changed) {
        this.transactions = transactions;
        this.rows = rows;
        this.suspensions = suspensions;
        this.members = members;
        this.audit = audit;
        this.events = events;
        this.appointed = appointed;
        this.changed = changed;
    }

    public Optional<Leader> find(StoreId store, LeaderId id) {
        return transactions.inStore(store, () -> rows.find(id.value())).map(LeaderRow::leader);
    }

    /** The member as a leader, active or suspended; empty if the member is not a leader. */
    public Optional<Leader> ofMember(StoreId store, MemberId member) {
        return transactions.inStore(store, () -> rows.ofMember(member.value())).map(LeaderRow::leader);
    }

    /** The members who are these leaders, of the active ones; at most one statement. */
    public Set<MemberId> activeMembers(StoreId store, Set<LeaderId> leaders) {
        List<UUID> ids = leaders.stream().map(LeaderId::value).toList();
        return ids.isEmpty()
                ? Set.of()
                : transactions.inStore(store, () -> rows.activeMembers(ids)).stream()
                        .map(MemberId::new)
                        .collect(Collectors.toSet());
    }

    /** Those of the members who are active leaders; at most one statement. */
    public Set<MemberId> activeAmong(StoreId store, Set<MemberId> members) {
        List<UUID> people = members.stream().map(MemberId::value).toList();
        return people.isEmpty()
                ? Set.of()
                : transactions.inStore(store, () -> rows.activeAmong(people)).stream()
                        .map(MemberId::new)
                        .collect(Collectors.toSet());
    }

    /**
     * The member as an active leader.
     *
     * @throws ProblemException if the member is not a leader, or is suspended
     */
    public Leader requireActive(StoreId store, MemberId member) {
        Leader leader = ofMember(store, member)
                .orElseThrow(() -> new ProblemException(ProblemCode.FORBIDDEN, "Only leaders may do this."));
        if (!leader.active()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "You are suspended as a leader; ask the shop's owner.");
        }
        return leader;
    }

    /** A page of leaders, newest first. */
    Page<Leader> page(StoreId store, String cursor, int limit) {
        List<LeaderRow> found = transactions.inStore(store, () -> rows.newest(Page.before(cursor), limit + 1));
        return Page.of(found, limit, row -> row.id().value(), LeaderRow::leader);
    }

    /**
     * Makes a member a leader, in the caller's transaction.
     *
     * @param recruiter a leader; null if nobody recruited the member
     * @throws ProblemException if there is no such member, the member was erased, or is a leader already
     */
    Leader appoint(StoreId store, MemberId member, LeaderId recruiter, URI home) {
        if (members.take(store, member)
                .orElseThrow(() -> ProblemException.notFound("member"))
                .erased()) {
            throw new ProblemException(ProblemCode.CONFLICT, "This member was erased.");
        }
        if (ofMember(store, member).isPresent()) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "This member is a leader already.");
        }
        LeaderId id = new LeaderId(Ids.next());
        rows.insert(new LeaderRow(id, member, recruiter));
        Leader leader = find(store, id).orElseThrow();
        appointed.fire(new LeaderAppointed(store, leader, home));
        events.emit(store, new RecruitmentEvent.LeaderAppointed(id, member));
        return leader;
    }

    /**
     * Suspends or reinstates a leader; repeating it changes nothing.
     *
     * @throws ProblemException if there is no such leader
     */
    Leader change(StoreId store, String actor, LeaderId id, Leader.State to, String reason) {
        return transactions.inStore(store, () -> {
            boolean moved = rows.change(id.value(), to);
            Leader leader = find(store, id).orElseThrow(() -> ProblemException.notFound("leader"));
            if (moved) {
                notePeriod(leader);
                String what = leader.active() ? "leader.reinstated" : "leader.suspended";
                changed.fire(new LeaderStateChanged(store, id, leader.active()));
                if (reason.isEmpty()) {
                    audit.record(store, actor, what, id.toString(), "");
                } else {
                    audit.recordAbout(store, actor, what, id.toString(), "", leader.memberId(), reason);
                }
                events.emit(
                        store,
                        leader.active()
                                ? new RecruitmentEvent.LeaderReinstated(id)
                                : new RecruitmentEvent.LeaderSuspended(id));
            }
            return leader;
        });
    }

    /**
     * Records the period of a suspension, because orders are credited by the states at the time when they were placed.
     */
    private void notePeriod(Leader leader) {
        if (leader.active()) {
            suspensions.end(leader.id().value());
        } else {
            suspensions.insert(new LeaderSuspension(Ids.next(), leader.id()));
        }
    }

    /** Suspends a leader whose member was erased. */
    void on(@Observes @Priority(100) MemberErased erasure) {
        StoreId store = erasure.store();
        ofMember(store, erasure.member())
                .filter(Leader::active)
                .ifPresent(leader -> change(store, "erasure", leader.id(), Leader.State.SUSPENDED, ""));
    }

    /**
     * Protects a leader's balance: no API key may let another customer act as the leader unless she has logged in
     * herself.
     */
    void on(@Observes CustomerJoining joining) {
        if (!joining.proven() && ofMember(joining.store(), joining.member()).isPresent()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "This member is a leader. Send a memberToken of her own session to show that she agrees.");
        }
    }

    /**
     * Refuses a merge by which a leader would lose the way to log in: the other customer must be merged into the
     * leader's member instead.
     */
    void on(@Observes @Priority(100) MembersMerged merge) {
        if (ofMember(merge.store(), merge.from()).isPresent()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "This customer is a leader. Join the other customer to the leader's member instead.");
        }
    }
}
