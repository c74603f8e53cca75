package shop.gather.community;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of memberships in communities. The compiler checks the queries and generates the class. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface CommunityMemberRows {

    StatelessSession session();

    default void insert(CommunityMember member) {
        session().insert(member);
    }

    @HQL("where communityId = :community and memberId = :member")
    Optional<CommunityMember> find(UUID community, UUID member);

    /** Those of the people who are members. */
    @HQL("select memberId from CommunityMember where communityId = :community and memberId in :people")
    List<UUID> among(UUID community, List<UUID> people);

    /** The communities of a member, the newest first. */
    @HQL("select communityId from CommunityMember where memberId = :member order by communityId desc limit :most")
    List<UUID> of(UUID member, int most);

    /** The newest members of the store first. */
    @HQL("where communityId = :community and memberId < :before order by memberId desc limit :most")
    List<CommunityMember> newest(UUID community, UUID before, int most);

    /** Removes a member from the communities of other leaders. */
    @HQL("delete from CommunityMember where memberId = :person and role = MEMBER")
    void leave(UUID person);
}
