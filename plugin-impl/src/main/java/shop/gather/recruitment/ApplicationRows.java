package shop.gather.recruitment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;
import shop.gather.recruitment.Application.State;

/**
 * The table of applications. The compiler checks its queries and makes the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface ApplicationRows {

    StatelessSession session();

    default void insert(Application application) {
        session().insert(application);
    }

    @Find
    Optional<Application> find(UUID id);

    /** How many applications of a member wait for the owner. */
    @HQL("select count(*) from Application where openMemberId = :member")
    long waitingOf(UUID member);

    /** Those in a state, newest first. */
    @HQL("where state = :state and id < :before order by id desc limit :most")
    List<Application> newestIn(State state, UUID before, int most);

    /** Those of a member, newest first. */
    @HQL("where memberId = :member and id < :before order by id desc limit :most")
    List<Application> newestOf(UUID member, UUID before, int most);

    /**
     * Decides an application in the state that a step leaves; true if it was still in it.
     *
     * @param reason null for an approval
     */
    @HQL("update Application set state = :to, openMemberId = null, decidedBy = :actor, decidedAt = instant,"
            + " reason = :reason, version = version + 1 where id = :id and state = :from")
    boolean decide(UUID id, State from, State to, String actor, String reason);

    /** As {@link #decide} for all of a member who was erased. */
    @HQL("update Application set state = :to, openMemberId = null, decidedBy = 'erasure', decidedAt = instant,"
            + " version = version + 1 where memberId = :member and state = :from")
    void withdraw(UUID member, State from, State to);

    /** Deletes what a member wrote, and what was found about it. */
    @HQL("update Application set pitch = '', screening = '[]', reason = 'The member was erased.'"
            + " where memberId = :member")
    void erase(UUID member);
}
