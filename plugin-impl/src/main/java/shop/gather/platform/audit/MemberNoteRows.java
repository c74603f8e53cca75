package shop.gather.platform.audit;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of notes about members. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface MemberNoteRows {

    StatelessSession session();

    default void insert(MemberNote note) {
        session().insert(note);
    }

    @HQL("where id in :ids")
    List<MemberNote> among(List<UUID> ids);

    @HQL("delete from MemberNote where memberId = :person")
    void erase(UUID person);
}
