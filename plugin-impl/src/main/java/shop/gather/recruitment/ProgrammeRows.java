package shop.gather.recruitment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries and updates of the programme table, checked at compile time; the implementation is generated. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface ProgrammeRows {

    StatelessSession session();

    default void insert(Programme programme) {
        session().insert(programme);
    }

    @Find
    Optional<Programme> find(UUID id);

    @HQL("where id < :before order by id desc limit :most")
    List<Programme> newest(UUID before, int most);

    /** As {@link #newest}, only programmes that accept applications. */
    @HQL("where open and id < :before order by id desc limit :most")
    List<Programme> newestOpen(UUID before, int most);

    /** Writes the next version of a programme; false if its row has changed since it was read. */
    default boolean change(Programme next) {
        return change(next.id().value(), next.version() - 1, next.name(), next.ruleText(), next.isOpen());
    }

    @HQL("update Programme set name = :name, rules = :rules, open = :open, version = version + 1"
            + " where id = :id and version = :seen")
    boolean change(UUID id, long seen, String name, String rules, boolean open);
}
