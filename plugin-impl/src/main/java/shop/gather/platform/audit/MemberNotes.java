package shop.gather.platform.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * What somebody wrote about a member, such as the reason of a decision. Postings and audit entries can never be
 * changed, so such a text is kept beside them and can be erased with the member. Runs in the caller's transaction.
 * Thread-safe.
 */
@Singleton
public class MemberNotes {

    private final StoreSql sql;

    @Inject
    MemberNotes(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * @param about the id of the posting or audit entry that the text explains; it has one text
     * @param note at most 500 characters
     */
    public void write(StoreId store, UUID about, UUID member, String note) {
        sql.update(
                store,
                "insert into member_note (store_id, id, member_id, note) values (:store, ?, ?, ?)",
                about,
                member,
                note);
    }

    /**
     * The texts that explain postings or audit entries, by their ids. One statement.
     *
     * @param ids those without a text are left out
     */
    public Map<UUID, String> about(StoreId store, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        store,
                        "select id, note from member_note where store_id = :store and id in ("
                                + StoreSql.marks(ids.size()) + ")",
                        row -> Map.entry(StoreSql.uuid(row, "id"), row.getString("note")),
                        ids.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Deletes all that was written about a member. */
    public void erase(StoreId store, UUID member) {
        sql.update(store, "delete from member_note where store_id = :store and member_id = ?", member);
    }
}
