package shop.gather.community;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.member.MemberErased;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderAppointed;
import shop.gather.recruitment.Leaders;
import shop.gather.referral.attribution.MemberBound;

/** The communities of a store and who belongs to them. Thread-safe. */
@Singleton
class Communities {

    private static final String SELECT = "select c.id, c.leader_id, c.name, c.version, c.created_at,"
            + " (select count(*) from community_member n where n.store_id = c.store_id and n.community_id = c.id) as members"
            + " from community c where c.store_id = :store";

    @PersistenceContext
    private EntityManager entities;

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final Leaders leaders;

    @Inject
    Communities(Transactions transactions, StoreSql sql, DatabaseClock clock, Leaders leaders) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.leaders = leaders;
    }

    /** @param role LEADER or MEMBER */
    @Schema(name = "CommunityMember")
    public record Member(UUID memberId, String role, Instant joinedAt) {}

    Optional<CommunityView> find(StoreId store, UUID id) {
        return transactions.inStore(store, () -> sql.first(store, SELECT + " and c.id = ?", Communities::read, id));
    }

    /** A community, for somebody who belongs to it. */
    Optional<CommunityView> findFor(StoreId store, UUID id, UUID member) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        SELECT
                                + " and c.id = ? and exists (select 1 from community_member m where m.store_id = c.store_id"
                                + " and m.community_id = c.id and m.member_id = ?)",
                        Communities::read,
                        id,
                        member));
    }

    /** A page of communities, newest first. */
    Page<CommunityView> page(StoreId store, String cursor, int limit) {
        List<CommunityView> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        SELECT + " and c.id < ? order by c.id desc limit ?",
                        Communities::read,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, CommunityView::id, community -> community);
    }

    /** A page of the communities that somebody belongs to, newest first. */
    Page<CommunityView> pageFor(StoreId store, UUID member, String cursor, int limit) {
        List<CommunityView> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        SELECT
                                + " and c.id in (select m.community_id from community_member m where m.store_id = c.store_id"
                                + " and m.member_id = ?) and c.id < ? order by c.id desc limit ?",
                        Communities::read,
                        member,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, CommunityView::id, community -> community);
    }

    /** A page of who belongs to a community, those who came to the store last first. */
    Page<Member> members(StoreId store, UUID id, String cursor, int limit) {
        List<Member> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select member_id, role, joined_at from community_member where store_id = :store and community_id = ?"
                                + " and member_id < ? order by member_id desc limit ?",
                        row -> new Member(
                                StoreSql.uuid(row, "member_id"),
                                row.getString("role"),
                                StoreSql.instant(row, "joined_at")),
                        id,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, Member::memberId, member -> member);
    }

    /**
     * Renames a community, by its leader.
     *
     * @throws ProblemException if the member leads no such community, or it was changed since it was read
     */
    CommunityView rename(StoreId store, UUID member, UUID id, String ifMatch, String name) {
        UUID leader = leaders.requireActive(store, member).id();
        return transactions.inStore(store, () -> {
            Community community = entities.find(Community.class, id);
            if (community == null || !community.leaderId().equals(leader)) {
                throw ProblemException.notFound("community");
            }
            EntityTags.require(ifMatch, community.version());
            community.rename(name);
            entities.flush();
            return find(store, id).orElseThrow();
        });
    }

    /** A new leader has a community at once. */
    void on(@Observes @Priority(100) LeaderAppointed appointed) {
        Community community = new Community(Ids.next(), appointed.leader().id(), clock.now());
        entities.persist(community);
        entities.flush();
        join(appointed.store(), community.id(), appointed.leader().memberId(), "LEADER");
    }

    /** Who is bound to a leader belongs to her community. The member is locked, so nobody joins twice at once. */
    void on(@Observes MemberBound bond) {
        StoreId store = bond.store();
        sql.first(
                        store,
                        "select c.id from community c where c.store_id = :store and c.leader_id = ? and not exists"
                                + " (select 1 from community_member m where m.store_id = c.store_id and m.community_id = c.id"
                                + " and m.member_id = ?) order by c.id",
                        row -> StoreSql.uuid(row, "id"),
                        bond.leader(),
                        bond.member())
                .ifPresent(community -> join(store, community, bond.member(), "MEMBER"));
    }

    void on(@Observes @Priority(200) MemberErased erasure) {
        StoreId store = erasure.store();
        sql.update(
                store,
                "delete from community_member where store_id = :store and member_id = ? and role = 'MEMBER'",
                erasure.member());
        // The name may be her own.
        leaders.ofMember(store, erasure.member())
                .ifPresent(leader -> sql.update(
                        store,
                        "update community set name = 'Community', version = version + 1 where store_id = :store and leader_id = ?",
                        leader.id()));
    }

    private void join(StoreId store, UUID community, UUID member, String role) {
        sql.update(
                store,
                "insert into community_member (store_id, community_id, member_id, role, joined_at) values (:store, ?, ?, ?, now())",
                community,
                member,
                role);
    }

    private static CommunityView read(ResultSet row) throws SQLException {
        return new CommunityView(
                StoreSql.uuid(row, "id"),
                StoreSql.uuid(row, "leader_id"),
                row.getString("name"),
                row.getLong("members"),
                StoreSql.instant(row, "created_at"),
                row.getLong("version"));
    }
}
