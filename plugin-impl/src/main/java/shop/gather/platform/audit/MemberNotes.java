package shop.gather.platform.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;

/**
 * Texts that people wrote about members, such as the reason for a decision. Postings and audit entries cannot be
 * changed, so these texts are stored separately and can be erased with the member. Runs in the caller's transaction.
 * Thread-safe.
 */
@Singleton
public class MemberNotes {

    private final Transactions transactions;
    private final MemberNoteRows rows;

    @Inject
    MemberNotes(Transactions transactions, MemberNoteRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /**
     * @param about the id of the posting or audit entry that the text explains; each has at most one text
     * @param note at most 500 characters
     */
    public void write(StoreId store, UUID about, MemberId member, String note) {
        transactions.inStore(store, () -> rows.insert(new MemberNote(about, member, note)));
    }

    /**
     * The texts of postings or audit entries, by their ids. One statement.
     *
     * @param ids ids without a text are left out of the result
     */
    public Map<UUID, String> about(StoreId store, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return transactions.inStore(store, () -> rows.among(List.copyOf(ids))).stream()
                .collect(Collectors.toMap(MemberNote::id, MemberNote::note));
    }

    /** Deletes all texts about a member. */
    public void erase(StoreId store, MemberId member) {
        transactions.inStore(store, () -> rows.erase(member.value()));
    }
}
