package shop.gather.recruitment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries and updates of the leader table, checked at compile time; the implementation is generated. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface LeaderRows {

    StatelessSession session();

    default void insert(LeaderRow leader) {
        session().insert(leader);
    }

    @Find
    Optional<LeaderRow> find(UUID id);

    @HQL("where memberId = :member")
    Optional<LeaderRow> ofMember(UUID member);

    /** Those of the people who are active leaders. */
    @HQL("select memberId from LeaderRow where memberId in :people and state = ACTIVE")
    List<UUID> activeAmong(List<UUID> people);

    /** The members who are these leaders, of the active ones. */
    @HQL("select memberId from LeaderRow where id in :leaders and state = ACTIVE")
    List<UUID> activeMembers(List<UUID> leaders);

    @HQL("where id < :before order by id desc limit :most")
    List<LeaderRow> newest(UUID before, int most);

    /**
     * Locks a leader until the end of the transaction, by an update that changes nothing. A {@code select for update}
     * would wait for every transaction that inserts a row referring to the leader.
     */
    @HQL("update LeaderRow set version = version where id = :id")
    void lock(UUID id);

    /** True unless the leader was in that state already. */
    @HQL("update LeaderRow set state = :to, version = version + 1 where id = :id and state <> :to")
    boolean change(UUID id, Leader.State to);
}
