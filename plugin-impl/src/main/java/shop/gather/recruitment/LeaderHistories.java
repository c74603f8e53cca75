package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.clock.ShopTime;

/**
 * The states of leaders at the times when orders were placed. Runs with each order that is credited, so it is one
 * native statement (ADR 35). Thread-safe.
 */
@Singleton
public class LeaderHistories {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    LeaderHistories(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** @param recruiter who recruited the leader; empty if nobody did */
    public record Line(Leader leader, Optional<Leader> recruiter) {}

    /** Some leaders and their recruiters, with the periods of their suspensions. */
    public static final class Histories {
        private final Map<LeaderId, Leader> leaders = new HashMap<>();
        private final Map<LeaderId, List<Suspension>> suspensions = new HashMap<>();

        private record Suspension(Instant from, Instant until) {}

        private Void add(ResultSet row) throws SQLException {
            LeaderId id = StoreSql.id(row, "id", LeaderId::new);
            leaders.put(
                    id,
                    new Leader(
                            id,
                            StoreSql.id(row, "member_id", MemberId::new),
                            StoreSql.id(row, "recruiter_id", LeaderId::new),
                            Leader.State.valueOf(row.getString("state")),
                            StoreSql.instant(row, "since")));
            Instant suspendedAt = StoreSql.instant(row, "suspended_at");
            if (suspendedAt != null) {
                suspensions
                        .computeIfAbsent(id, any -> new ArrayList<>())
                        .add(new Suspension(suspendedAt, StoreSql.instant(row, "reinstated_at")));
            }
            return null;
        }

        /**
         * A leader with the recruiter; empty if there is no such leader.
         *
         * @param at the time of the returned states; a leader who may have been active then counts as active
         */
        public Optional<Line> line(LeaderId id, ShopTime at) {
            return at(id, at)
                    .map(leader -> new Line(
                            leader, Optional.ofNullable(leader.recruiterId()).flatMap(recruiter -> at(recruiter, at))));
        }

        private Optional<Leader> at(LeaderId id, ShopTime at) {
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

    /** Several leaders by their ids, with their recruiters; one statement. Unknown ids are omitted. */
    public Histories of(StoreId store, Collection<LeaderId> ids) {
        Histories histories = new Histories();
        if (ids.isEmpty()) {
            return histories;
        }
        String marks = StoreSql.marks(ids.size());
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
                        histories::add,
                        args.toArray()));
        return histories;
    }
}
