package shop.gather.member;

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

/** The display names of members. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class MemberNames {

    private final Transactions transactions;
    private final MemberRows rows;

    @Inject
    MemberNames(Transactions transactions, MemberRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /**
     * The names of several members, by id, in one statement; "Erased" for an erased member.
     *
     * @param members unknown ids are left out
     */
    public Map<MemberId, String> of(StoreId store, Collection<MemberId> members) {
        List<UUID> ids = members.stream().map(MemberId::value).distinct().toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return transactions.inStore(store, () -> rows.among(ids)).stream()
                .collect(Collectors.toMap(Member::id, Member::displayName));
    }
}
