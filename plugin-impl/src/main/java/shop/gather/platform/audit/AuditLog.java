package shop.gather.platform.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/**
 * The audit log of decisions by owners and providers. Append-only: the application's database user has no right to
 * change entries. Thread-safe.
 */
@Singleton
public class AuditLog {

    private final Transactions transactions;
    private final AuditRows rows;
    private final StoreSql sql;
    private final MemberNotes notes;

    @Inject
    AuditLog(Transactions transactions, AuditRows rows, StoreSql sql, MemberNotes notes) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.notes = notes;
    }

    /** @param actor the caller, as returned by {@code Caller.name()} */
    public record Entry(UUID id, Instant at, String actor, String action, String subject, String details) {
        static Entry of(AuditRows.Noted noted) {
            AuditEntry entry = noted.entry();
            return new Entry(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    explained(entry.details(), noted.note()));
        }

        private static String explained(String details, String note) {
            if (note == null) {
                return details;
            }
            return details.isEmpty() ? note : details + ": " + note;
        }
    }

    /**
     * Writes an entry in the decision's own transaction.
     *
     * @param action a stable name, such as {@code payout.approved}
     * @param subject the subject of the decision, such as an id
     * @param details a text for people, without secrets and personal data
     */
    public void record(StoreId store, String actor, String action, String subject, String details) {
        write(store, Ids.next(), actor, action, subject, details);
    }

    /**
     * As {@link #record}, with a text that a person wrote about a member. The entry shows it after its details until
     * the member is erased.
     *
     * @param note at most 500 characters
     */
    public void recordAbout(
            StoreId store, String actor, String action, String subject, String details, MemberId member, String note) {
        UUID id = Ids.next();
        write(store, id, actor, action, subject, details);
        notes.write(store, id, member, note);
    }

    private void write(StoreId store, UUID id, String actor, String action, String subject, String details) {
        transactions.inStore(store, () -> rows.insert(new AuditEntry(id, actor, action, subject, details)));
    }

    /**
     * As {@link #record}, for frequent actions: at most one entry in 24 hours for the same actor, action and subject,
     * so that they do not hide other entries. Starts a transaction if none is active.
     */
    public void recordOnceADay(StoreId store, String actor, String action, String subject, String details) {
        transactions.inStore(store, () -> {
            // Native: it runs at each session that an owner's key begins.
            boolean known = sql.first(
                            store,
                            "select id from audit_entry where store_id = :store and subject = ? and at > now() - interval '24' hour"
                                    + " and action = ? and actor = ? limit 1",
                            row -> 1,
                            subject,
                            action,
                            actor)
                    .isPresent();
            if (!known) {
                record(store, actor, action, subject, details);
            }
        });
    }

    /**
     * A page of entries, newest first.
     *
     * @param action null for all actions
     */
    public Page<Entry> page(StoreId store, String action, String cursor, int limit) {
        UUID before = Page.before(cursor);
        int most = limit + 1;
        List<AuditRows.Noted> found = transactions.inStore(
                store, () -> action == null ? rows.newest(before, most) : rows.newestOf(action, before, most));
        return Page.of(found, limit, noted -> noted.entry().id(), Entry::of);
    }
}
