package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * Whether a leader is active, that is neither suspended nor erased. Locks the leader in the current transaction, so that nobody suspends or erases her before it ends. The row is
     * updated with what it holds rather than selected for update: that lock would wait for everybody who inserts a row that refers to the leader.
     */
    public boolean lockActive(StoreId store, UUID leader) {
        sql.update(store, "update leader set version = version where store_id = :store and id = ?", leader);
        return sql.first(
                        store,
                        "select state from leader where store_id = :store and id = ?",
                        row -> "ACTIVE".equals(row.getString("state")),
                        leader)
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }

    /**
     * How the leaders' members are called, by the leaders' ids; "Erased" for an erased one.
     *
     * @param leaders unknown ids are left out
     */
    public Map<UUID, String> names(StoreId store, Collection<UUID> leaders) {
        List<UUID> ids = leaders.stream().distinct().toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, String> names = new HashMap<>();
        transactions
                .inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select l.id, m.display_name from leader l join member m on m.store_id = l.store_id and m.id = l.member_id"
                                        + " where l.store_id = :store and l.id in ("
                                        + "?, ".repeat(ids.size() - 1) + "?)",
                                row -> Map.entry(StoreSql.uuid(row, "id"), row.getString("display_name")),
                                ids.toArray()))
                .forEach(named -> names.put(named.getKey(), named.getValue()));
        return names;
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
