package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.member.MemberNames;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Who has accounts. A payee is a row of the ledger: a leader, under the leader's own id; later also a member or a
 * budget. Thread-safe.
 */
@Singleton
public class Payees {

    private final Transactions transactions;
    private final StoreSql sql;
    private final MemberNames members;

    @Inject
    Payees(Transactions transactions, StoreSql sql, MemberNames members) {
        this.transactions = transactions;
        this.sql = sql;
        this.members = members;
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
                                "select id from payee where store_id = :store and id = ? and kind = 'LEADER'",
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
                                "select member_id from payee where store_id = :store and id = ? and kind = 'LEADER'",
                                row -> StoreSql.uuid(row, "member_id"),
                                leader))
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }

    /**
     * How the leaders' members are called, by the leaders' ids; "Erased" for an erased one. Two statements.
     *
     * @param leaders unknown ids are left out
     */
    public Map<UUID, String> names(StoreId store, Collection<UUID> leaders) {
        List<UUID> ids = leaders.stream().distinct().toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return transactions.inStore(store, () -> {
            Map<UUID, UUID> memberOf = sql
                    .list(
                            store,
                            "select id, member_id from payee where store_id = :store and kind = 'LEADER' and id in ("
                                    + StoreSql.marks(ids.size()) + ")",
                            row -> Map.entry(StoreSql.uuid(row, "id"), StoreSql.uuid(row, "member_id")),
                            ids.toArray())
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            Map<UUID, String> names = members.of(store, memberOf.values());
            return memberOf.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, leader -> names.get(leader.getValue())));
        });
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
                                "select id from payee where store_id = :store and member_id = ? and kind = 'LEADER'",
                                row -> StoreSql.uuid(row, "id"),
                                member))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.FORBIDDEN, "Only leaders have accounts; apply to become one."));
    }
}
