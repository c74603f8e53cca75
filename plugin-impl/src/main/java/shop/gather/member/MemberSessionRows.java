package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.security.SessionGenerations;

/** Reads, for the platform, the time from which a member's sessions are valid. Thread-safe. */
@Singleton
class MemberSessionRows implements SessionGenerations {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    MemberSessionRows(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    @Override
    public Optional<Instant> validFrom(StoreId store, MemberId member) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select sessions_valid_from from member where store_id = :store and id = ? and erased_at is null",
                        row -> StoreSql.instant(row, "sessions_valid_from"),
                        member));
    }
}
