package shop.gather.community;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of communities. The compiler checks the queries and generates the class. Runs in the caller's transaction,
 * on the rows of its store. Thread-safe.
 */
interface CommunityRows {

    /** A community with its number of members. */
    String VIEW = "select new shop.gather.community.CommunityView(c.id, c.leaderId, c.name,"
            + " (select count(*) from CommunityMember n where n.communityId = c.id), c.createdAt, c.version)"
            + " from Community c";

    StatelessSession session();

    default void insert(Community community) {
        session().insert(community);
    }

    @HQL(VIEW + " where c.id = :id")
    Optional<CommunityView> find(UUID id);

    @HQL("select c.leaderId from Community c where c.id = :id")
    Optional<UUID> leaderOf(UUID id);

    /** A community, for a member of it. */
    @HQL(VIEW + " where c.id = :id and exists"
            + " (select 1 from CommunityMember m where m.communityId = c.id and m.memberId = :person)")
    Optional<CommunityView> findFor(UUID id, UUID person);

    @HQL(VIEW + " where c.id < :before order by c.id desc limit :most")
    List<CommunityView> newest(UUID before, int most);

    /** The communities that a member belongs to. */
    @HQL(VIEW + " where c.id in (select m.communityId from CommunityMember m where m.memberId = :person)"
            + " and c.id < :before order by c.id desc limit :most")
    List<CommunityView> newestFor(UUID person, UUID before, int most);

    /** The first community of a leader to which a member does not belong yet. */
    @HQL("select c.id from Community c where c.leaderId = :leader and not exists"
            + " (select 1 from CommunityMember m where m.communityId = c.id and m.memberId = :person)"
            + " order by c.id limit 1")
    Optional<UUID> firstWithout(UUID leader, UUID person);

    /** Renames a community if it still has the version that was read. Returns whether it had. */
    @HQL("update Community set name = :name, version = version + 1 where id = :id and version = :seen")
    boolean rename(UUID id, long seen, String name);

    /** Resets the names of a leader's communities, because they may contain the leader's name. */
    @HQL("update Community set name = 'Community', version = version + 1 where leaderId = :leader")
    void eraseNames(UUID leader);
}
