package shop.gather.recruitment;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.event.Events;
import shop.gather.member.CustomerJoining;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.member.MembersMerged;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.clock.ShopTime;

/** The leaders of a store. Thread-safe. */
@Singleton
public class Leaders {

    private static final String SELECT =
            "select id, member_id, recruiter_id, state, since from leader where store_id = :store";

    private final Transactions transactions;
    private final StoreSql sql;
    private final MemberLock members;
    private final AuditLog audit;
    private final Events events;
    private final Event<LeaderAppointed> appointed;
    private final Event<LeaderStateChanged> changed;

    @Inject
    Leaders(
            Transactions transactions,
            StoreSql sql,
            MemberLock members,
            AuditLog audit,
            Events events,
            Event<LeaderAppointed> appointed,
            Event<LeaderStateChanged> changed) {
        this.transactions = transactions;
        this.sql = sql;
        this.members = members;
        this.audit = audit;
        this.events = events;
        this.appointed = appointed;
        this.changed = changed;
    }

    public Optional<Leader> find(StoreId store, UUID id) {
        return transactions.inStore(store, () -> sql.first(store, SELECT + " and id = ?", Leaders::read, id));
    }

    /** The leader that a member is, active or not. */
    public Optional<Leader> ofMember(StoreId store, UUID member) {
        return transactions.inStore(
                store, () -> sql.first(store, SELECT + " and member_id = ?", Leaders::read, member));
    }

    /** @param recruiter who recruited the leader; empty if nobody did */
    public record Line(Leader leader, Optional<Leader> recruiter) {}

    /** Some leaders and their recruiters, with the times in which each was suspended. */
    public static final class Histories {
        private final Map<UUID, Leader> leaders = new HashMap<>();
        private final Map<UUID, List<Suspension>> suspensions = new HashMap<>();

        private record Suspension(Instant from, Instant until) {}

        private void add(Leader leader, Instant suspendedAt, Instant reinstatedAt) {
            leaders.put(leader.id(), leader);
            if (suspendedAt != null) {
                suspensions
                        .computeIfAbsent(leader.id(), any -> new ArrayList<>())
                        .add(new Suspension(suspendedAt, reinstatedAt));
            }
        }

        /**
         * A leader with the recruiter; empty if there is no such leader.
         *
         * @param at when the state of each is asked for; whoever may have been active then is active
         */
        public Optional<Line> line(UUID id, ShopTime at) {
            return at(id, at)
                    .map(leader -> new Line(
                            leader, Optional.ofNullable(leader.recruiterId()).flatMap(recruiter -> at(recruiter, at))));
        }

        private Optional<Leader> at(UUID id, ShopTime at) {
            return Optional.ofNullable(leaders.get(id)).map(leader -> {
                boolean suspended = suspensions.getOrDefault(id, List.of()).stream()
                        .anyMatch(period -> !period.from().isAfter(at.earliest())
                                && (period.until() == null || period.until().isAfter(at.latest())));
                return new Leader(
                        id,
                        leader.memberId(),
                        leader.recruiterId(),
                        suspended ? Leader.State.SUSPENDED : Leader.State.ACTIVE,
                        leader.since());
            });
        }
    }

    /** Several leaders by their ids, with their recruiters; one statement. Unknown ids are left out. */
    public Histories histories(StoreId store, Collection<UUID> ids) {
        Histories histories = new Histories();
        if (ids.isEmpty()) {
            return histories;
        }
        String marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        List<Object> args = new ArrayList<>(ids);
        args.addAll(ids);
        transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select p.id, p.member_id, p.recruiter_id, p.state, p.since, x.suspended_at, x.reinstated_at from ("
                                + "select id, member_id, recruiter_id, state, since from leader where store_id = :store"
                                + " and id in (" + marks + ")"
                                + " union select r.id, r.member_id, r.recruiter_id, r.state, r.since from leader l"
                                + " join leader r on r.store_id = l.store_id and r.id = l.recruiter_id"
                                + " where l.store_id = :store and l.id in (" + marks + ")) p"
                                + " left join leader_suspension x on x.store_id = :store and x.leader_id = p.id",
                        row -> {
                            histories.add(
                                    read(row),
                                    StoreSql.instant(row, "suspended_at"),
                                    StoreSql.instant(row, "reinstated_at"));
                            return true;
                        },
                        args.toArray()));
        return histories;
    }

    /** Who recruited a leader. */
    public Optional<UUID> recruiterOf(StoreId store, UUID leader) {
        return find(store, leader).map(Leader::recruiterId);
    }

    /**
     * The active leader that a member is.
     *
     * @throws ProblemException if the member is none, or is suspended
     */
    public Leader requireActive(StoreId store, UUID member) {
        Leader leader = ofMember(store, member)
                .orElseThrow(() -> new ProblemException(ProblemCode.FORBIDDEN, "Only leaders may do this."));
        if (!leader.active()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "You are suspended as a leader; ask the shop's owner.");
        }
        return leader;
    }

    /** A page of leaders, newest first. */
    Page<Leader> page(StoreId store, String cursor, int limit) {
        List<Leader> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        SELECT + " and id < ? order by id desc limit ?",
                        Leaders::read,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, Leader::id, leader -> leader);
    }

    /**
     * Makes a member a leader, in the caller's transaction.
     *
     * @param recruiter a leader; null if nobody recruited the member
     * @throws ProblemException if there is no such member, it was erased, or is a leader already
     */
    Leader appoint(StoreId store, UUID member, UUID recruiter, URI home) {
        if (members.take(store, member)
                .orElseThrow(() -> ProblemException.notFound("member"))
                .erased()) {
            throw new ProblemException(ProblemCode.CONFLICT, "This member was erased.");
        }
        if (ofMember(store, member).isPresent()) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "This member is a leader already.");
        }
        UUID id = Ids.next();
        sql.update(
                store,
                "insert into leader (store_id, id, member_id, recruiter_id, state, since, version)"
                        + " values (:store, ?, ?, ?, 'ACTIVE', now(), 0)",
                id,
                member,
                recruiter);
        Leader leader = find(store, id).orElseThrow();
        appointed.fire(new LeaderAppointed(store, leader, home));
        events.emit(store, new RecruitmentEvent.LeaderAppointed(id, member));
        return leader;
    }

    /**
     * Suspends a leader or takes one back; repeated, it changes nothing.
     *
     * @throws ProblemException if there is no such leader
     */
    Leader change(StoreId store, String actor, UUID id, Leader.State to, String reason) {
        return transactions.inStore(store, () -> {
            int rows = sql.update(
                    store,
                    "update leader set state = ?, version = version + 1 where store_id = :store and id = ? and state <> ?",
                    to,
                    id,
                    to);
            Leader leader = find(store, id).orElseThrow(() -> ProblemException.notFound("leader"));
            if (rows == 1) {
                notePeriod(store, leader);
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

    /** Orders are credited by what held when they were placed, so that the periods are kept. */
    private void notePeriod(StoreId store, Leader leader) {
        if (leader.active()) {
            sql.update(
                    store,
                    "update leader_suspension set reinstated_at = now() where store_id = :store and leader_id = ? "
                            + "and reinstated_at is null",
                    leader.id());
        } else {
            sql.update(
                    store,
                    "insert into leader_suspension (store_id, id, leader_id, suspended_at) values (:store, ?, ?, now())",
                    Ids.next(),
                    leader.id());
        }
    }

    /** Somebody who is not there any more leads nobody. */
    void on(@Observes @Priority(100) MemberErased erasure) {
        StoreId store = erasure.store();
        ofMember(store, erasure.member())
                .filter(Leader::active)
                .ifPresent(leader -> change(store, "erasure", leader.id(), Leader.State.SUSPENDED, ""));
    }

    /** A leader has a balance: no key may let another customer act as her unless she has logged in herself. */
    void on(@Observes CustomerJoining joining) {
        if (!joining.proven() && ofMember(joining.store(), joining.member()).isPresent()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "This member is a leader. Send a memberToken of her own session to show that she agrees.");
        }
    }

    /** A leader must not lose the way to log in: the other customer is to be joined to her instead. */
    void on(@Observes @Priority(100) MembersMerged merge) {
        if (ofMember(merge.store(), merge.from()).isPresent()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "This customer is a leader. Join the other customer to the leader's member instead.");
        }
    }

    private static Leader read(ResultSet row) throws SQLException {
        return new Leader(
                StoreSql.uuid(row, "id"),
                StoreSql.uuid(row, "member_id"),
                StoreSql.uuid(row, "recruiter_id"),
                Leader.State.valueOf(row.getString("state")),
                StoreSql.instant(row, "since"));
    }
}
