package shop.gather.community;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of communities. The compiler checks its queries and makes the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface CommunityRows {

    /** With how many belong to it. */
    String VIEW = "select new shop.gather.community.CommunityView(c.id, c.leaderId, c.name,"
            + " (select count(*) from CommunityMember n where n.communityId = c.id), c.createdAt, c.version)"
            + " from Community c";

    StatelessSession session();

    default void insert(Community community) {
        session().insert(community);
    }

    @HQL(VIEW + " where c.id = :id")
    Optional<CommunityView> find(UUID id);

    /** A community, for somebody who belongs to it. */
    @HQL(VIEW + " where c.id = :id and exists"
            + " (select 1 from CommunityMember m where m.communityId = c.id and m.memberId = :person)")
    Optional<CommunityView> findFor(UUID id, UUID person);

    @HQL(VIEW + " where c.id < :before order by c.id desc limit :most")
    List<CommunityView> newest(UUID before, int most);

    /** Of those that somebody belongs to. */
    @HQL(VIEW + " where c.id in (select m.communityId from CommunityMember m where m.memberId = :person)"
            + " and c.id < :before order by c.id desc limit :most")
    List<CommunityView> newestFor(UUID person, UUID before, int most);

    /** The first community of a leader, unless somebody belongs to it already. */
    @HQL("select c.id from Community c where c.leaderId = :leader and not exists"
            + " (select 1 from CommunityMember m where m.communityId = c.id and m.memberId = :person)"
            + " order by c.id limit 1")
    Optional<UUID> firstWithout(UUID leader, UUID person);

    /** Renames a community in the version that was seen; true if it was still in it. */
    @HQL("update Community set name = :name, version = version + 1 where id = :id and version = :seen")
    boolean rename(UUID id, long seen, String name);

    /** Takes the name from the communities of a leader, since it may be her own. */
    @HQL("update Community set name = 'Community', version = version + 1 where leaderId = :leader")
    void eraseNames(UUID leader);
}
