package shop.gather.member;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of members, for actions of owners. The compiler checks the queries and generates the class. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface MemberRows {

    StatelessSession session();

    @Find
    Optional<Member> find(UUID id);

    default Optional<Member> lock(UUID id) {
        return Optional.ofNullable(session().get(Member.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    @HQL("where id < :before order by id desc limit :most")
    List<Member> newest(UUID before, int most);

    @HQL("where id in :ids")
    List<Member> among(List<UUID> ids);

    /** Any member; empty if the store has none. */
    @HQL("select id from Member order by id limit 1")
    Optional<UUID> any();

    /** Anonymises a member. Returns whether it was not erased before. */
    @HQL("update Member set displayName = 'Erased', email = null, registeredAt = null, erasedAt = instant"
            + " where id = :id and erasedAt is null")
    boolean erase(UUID id);

    /** Invalidates all existing sessions of a member. */
    @HQL("update Member set sessionsValidFrom = instant where id = :id")
    void endSessions(UUID id);
}
