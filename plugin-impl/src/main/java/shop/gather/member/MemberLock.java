package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Locks a member until the end of the current transaction, to serialize work for the same member. Thread-safe. */
@Singleton
public class MemberLock {

    private final StoreSql sql;

    @Inject
    MemberLock(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * The state of a locked member.
     *
     * @param knownSince when the member registered at the shop; if unknown, when Gather first saw the member
     */
    public record Locked(boolean erased, Instant knownSince) {}

    /** Empty if the store has no such member. */
    public Optional<Locked> take(StoreId store, MemberId member) {
        return sql.first(
                store,
                "select erased_at, coalesce(registered_at, joined_at) as since from member"
                        + " where store_id = :store and id = ? for update",
                row -> new Locked(row.getObject("erased_at") != null, StoreSql.instant(row, "since")),
                member);
    }
}
