package shop.gather.member;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import shop.gather.order.intake.ErasedCustomers;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.audit.MemberNotes;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;

/**
 * The owner's actions on members: erases their personal data, joins two customers who are the same person. Audited.
 * Thread-safe.
 */
@Singleton
class MemberCare {

    private final Transactions transactions;
    private final MemberRows rows;
    private final CustomerRows customers;
    private final AuditLog audit;
    private final Members members;
    private final ErasedCustomers atHost;
    private final MemberNotes notes;
    private final Idempotency answers;
    private final Event<MemberErased> erased;
    private final Event<CustomerJoining> joining;
    private final Event<MembersMerged> merged;

    @Inject
    MemberCare(
            Transactions transactions,
            MemberRows rows,
            CustomerRows customers,
            AuditLog audit,
            Members members,
            ErasedCustomers atHost,
            MemberNotes notes,
            Idempotency answers,
            Event<MemberErased> erased,
            Event<CustomerJoining> joining,
            Event<MembersMerged> merged) {
        this.transactions = transactions;
        this.rows = rows;
        this.customers = customers;
        this.audit = audit;
        this.members = members;
        this.atHost = atHost;
        this.notes = notes;
        this.answers = answers;
        this.erased = erased;
        this.joining = joining;
        this.merged = merged;
    }

    /**
     * Anonymises a member and ends the sessions; repeating it changes nothing. The ledger is not changed: balances stay
     * payable under the id. The shop's customer ids are replaced by hashes, so that orders which the shop still reports
     * are stored without their buyer.
     *
     * @throws ProblemException if there is no such member
     */
    void erase(StoreId store, String actor, MemberId member) {
        transactions.inStore(store, () -> {
            if (rows.erase(member.value())) {
                List<String> known = members.customersOf(store, member);
                members.endSessions(store, member);
                members.forgetCustomers(store, member, known);
                atHost.erase(store, member, known);
                notes.erase(store, member);
                answers.forget(store, "member:" + member);
                erased.fire(new MemberErased(store, member));
                audit.record(store, actor, "member.erased", member.toString(), "");
            } else {
                lock(member);
            }
        });
    }

    /**
     * Makes a customer of the shop an alias of a member, and removes it from its previous member; repeating it changes
     * nothing.
     *
     * @param proven whether the request contained the member's own session
     * @throws ProblemException if there is no such member, if it was erased, or if another feature refuses it
     */
    void addAlias(StoreId store, String actor, MemberId member, String customerId, boolean proven) {
        transactions.inStore(store, () -> {
            if (lock(member).erasedAt() != null) {
                throw new ProblemException(ProblemCode.CONFLICT, "This member was erased.");
            }
            Optional<MemberId> before = customers.lock(customerId).map(MemberAlias::member);
            if (before.isPresent() && before.get().equals(member)) {
                return;
            }
            joining.fire(new CustomerJoining(store, member, proven));
            if (before.isPresent()) {
                take(store, before.get(), member, customerId);
            } else {
                customers.insert(new MemberAlias(customerId, member));
            }
            audit.record(
                    store,
                    actor,
                    "member.alias-added",
                    member.toString(),
                    before.map(from -> "a customer who was member " + from).orElse("a customer who was no member"));
        });
    }

    private void take(StoreId store, MemberId from, MemberId into, String customerId) {
        boolean told =
                members.customerOf(store, from).filter(customerId::equals).isPresent();
        customers.move(customerId, into.value());
        members.endSessions(store, from);
        merged.fire(new MembersMerged(store, from, into, told));
    }

    private Member lock(MemberId member) {
        return rows.lock(member.value()).orElseThrow(() -> ProblemException.notFound("member"));
    }
}
