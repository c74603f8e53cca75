package shop.gather.recruitment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;
import shop.gather.recruitment.Application.State;

/**
 * Queries and updates of the application table, checked at compile time; the implementation is generated. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface ApplicationRows {

    StatelessSession session();

    default void insert(Application application) {
        session().insert(application);
    }

    @Find
    Optional<Application> find(UUID id);

    /** The number of a member's applications that wait for the owner. */
    @HQL("select count(*) from Application where openMemberId = :member")
    long waitingOf(UUID member);

    /** The applications in a state, newest first. */
    @HQL("where state = :state and id < :before order by id desc limit :most")
    List<Application> newestIn(State state, UUID before, int most);

    /** The applications of a member, newest first. */
    @HQL("where memberId = :member and id < :before order by id desc limit :most")
    List<Application> newestOf(UUID member, UUID before, int most);

    /**
     * Decides an application that is in the state from which a step starts; false if it was no longer in it.
     *
     * @param reason null for an approval
     */
    @HQL("update Application set state = :to, openMemberId = null, decidedBy = :actor, decidedAt = instant,"
            + " reason = :reason, version = version + 1 where id = :id and state = :from")
    boolean decide(UUID id, State from, State to, String actor, String reason);

    /** As {@link #decide} for all applications of an erased member. */
    @HQL("update Application set state = :to, openMemberId = null, decidedBy = 'erasure', decidedAt = instant,"
            + " version = version + 1 where memberId = :member and state = :from")
    void withdraw(UUID member, State from, State to);

    /** Deletes the text of a member's applications, and their screening results. */
    @HQL("update Application set pitch = '', screening = '[]', reason = 'The member was erased.'"
            + " where memberId = :member")
    void erase(UUID member);
}
