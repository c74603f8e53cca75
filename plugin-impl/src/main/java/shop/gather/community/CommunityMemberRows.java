package shop.gather.community;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of who belongs to which community. The compiler checks its queries and makes the class. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface CommunityMemberRows {

    StatelessSession session();

    default void insert(CommunityMember member) {
        session().insert(member);
    }

    /** Those who came to the store last first. */
    @HQL("where communityId = :community and memberId < :before order by memberId desc limit :most")
    List<CommunityMember> newest(UUID community, UUID before, int most);

    /** Takes somebody out of the communities of others. */
    @HQL("delete from CommunityMember where memberId = :person and role = MEMBER")
    void leave(UUID person);
}
