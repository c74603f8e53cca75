package shop.gather.platform.audit;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of audit entries. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface AuditRows {

    String NOTED = "select a, n.note from AuditEntry a left join MemberNote n on n.id = a.id";

    /** @param note the text about a member; null if there is none or it was erased */
    record Noted(AuditEntry entry, String note) {}

    StatelessSession session();

    default void insert(AuditEntry entry) {
        session().insert(entry);
    }

    @HQL(NOTED + " where a.id < :before order by a.id desc limit :most")
    List<Noted> newest(UUID before, int most);

    @HQL(NOTED + " where a.action = :action and a.id < :before order by a.id desc limit :most")
    List<Noted> newestOf(String action, UUID before, int most);
}
