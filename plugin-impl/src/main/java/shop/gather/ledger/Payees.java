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
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * The payees: those who have accounts. A payee is a row of the ledger: a leader, with the leader's own id; later also a
 * member or a budget. Thread-safe.
 */
@Singleton
public class Payees {

    private final Transactions transactions;
    private final PayeeRows rows;
    private final MemberNames members;

    @Inject
    Payees(Transactions transactions, PayeeRows rows, MemberNames members) {
        this.transactions = transactions;
        this.rows = rows;
        this.members = members;
    }

    /**
     * The payee of the leader that an owner's request names.
     *
     * @throws ProblemException NOT_FOUND if the store has no such leader
     */
    public PayeeId named(StoreId store, String leader) {
        return Ids.parse(leader)
                .flatMap(id -> transactions.inStore(store, () -> rows.leader(id)))
                .map(Payee::id)
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }

    /** The member behind a leader. */
    public MemberId memberOf(StoreId store, PayeeId leader) {
        return transactions
                .inStore(store, () -> rows.leader(leader.value()))
                .map(Payee::memberId)
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }

    /**
     * The names of the leaders' members, by leader id; "Erased" for an erased member. Two statements.
     *
     * @param leaders unknown ids are left out
     */
    public Map<PayeeId, String> names(StoreId store, Collection<PayeeId> leaders) {
        List<UUID> ids = leaders.stream().map(PayeeId::value).distinct().toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return transactions.inStore(store, () -> {
            List<Payee> found = rows.leaders(ids);
            Map<MemberId, String> names =
                    members.of(store, found.stream().map(Payee::memberId).toList());
            return found.stream().collect(Collectors.toMap(Payee::id, leader -> names.get(leader.memberId())));
        });
    }

    /**
     * The leader that a member is.
     *
     * @throws ProblemException FORBIDDEN if the member is not a leader
     */
    public PayeeId ofMember(StoreId store, MemberId member) {
        return transactions
                .inStore(store, () -> rows.leaderWhoIs(member.value()))
                .map(Payee::id)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.FORBIDDEN, "Only leaders have accounts; apply to become one."));
    }
}
