package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Who has accounts: the store's leaders. Thread-safe. */
@Singleton
public class Payees {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    Payees(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * The leader whom an owner named.
     *
     * @throws ProblemException NOT_FOUND if the store has no such leader
     */
    public UUID named(StoreId store, String leader) {
        return Ids.parse(leader)
                .flatMap(id -> transactions.inStore(
                        store,
                        () -> sql.first(
                                store,
                                "select id from leader where store_id = :store and id = ?",
                                row -> StoreSql.uuid(row, "id"),
                                id)))
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }

    /** The member who a leader is. */
    public UUID memberOf(StoreId store, UUID leader) {
        return transactions
                .inStore(
                        store,
                        () -> sql.first(
                                store,
                                "select member_id from leader where store_id = :store and id = ?",
                                row -> StoreSql.uuid(row, "member_id"),
                                leader))
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }

    /**
     * The leader who a member is.
     *
     * @throws ProblemException FORBIDDEN if the member is none
     */
    public UUID ofMember(StoreId store, UUID member) {
        return transactions
                .inStore(
                        store,
                        () -> sql.first(
                                store,
                                "select id from leader where store_id = :store and member_id = ?",
                                row -> StoreSql.uuid(row, "id"),
                                member))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.FORBIDDEN, "Only leaders have accounts; apply to become one."));
    }
}
