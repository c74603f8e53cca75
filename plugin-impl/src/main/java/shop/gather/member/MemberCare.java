package shop.gather.member;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.order.intake.ErasedCustomers;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.audit.MemberNotes;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;

/**
 * What an owner does for members as persons: erases what is known of them, joins two customers who are one. Audited.
 * Thread-safe.
 */
@Singleton
class MemberCare {

    private final Transactions transactions;
    private final StoreSql sql;
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
            StoreSql sql,
            AuditLog audit,
            Members members,
            ErasedCustomers atHost,
            MemberNotes notes,
            Idempotency answers,
            Event<MemberErased> erased,
            Event<CustomerJoining> joining,
            Event<MembersMerged> merged) {
        this.transactions = transactions;
        this.sql = sql;
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
     * Anonymises a member and ends the sessions; done again it changes nothing. The ledger is untouched: what is owed
     * stays payable under the id. The shop's own customer ids are replaced by hashes, so that orders which the shop
     * still tells of are kept without their buyer.
     *
     * @throws ProblemException if there is no such member
     */
    void erase(StoreId store, String actor, UUID member) {
        transactions.inStore(store, () -> {
            int changed = sql.update(
                    store,
                    "update member set display_name = 'Erased', email = null, registered_at = null, erased_at = now()"
                            + " where store_id = :store and id = ? and erased_at is null",
                    member);
            if (changed == 1) {
                List<String> customers = members.customersOf(store, member);
                members.endSessions(store, member);
                members.forgetCustomers(store, member, customers);
                atHost.erase(store, member, customers);
                notes.erase(store, member);
                answers.forget(store, "member:" + member);
                erased.fire(new MemberErased(store, member));
                audit.record(store, actor, "member.erased", member.toString(), "");
            } else {
                requireMember(store, member);
            }
        });
    }

    /**
     * Makes a customer of the shop an alias of a member, taking it from the member it was until now; done again it
     * changes nothing.
     *
     * @param proven whether the member's own session was shown
     * @throws ProblemException if there is no such member, if it was erased, or if another feature does not allow it
     */
    void addAlias(StoreId store, String actor, UUID member, String customerId, boolean proven) {
        transactions.inStore(store, () -> {
            if (requireMember(store, member)) {
                throw new ProblemException(ProblemCode.CONFLICT, "This member was erased.");
            }
            Optional<UUID> before = sql.first(
                    store,
                    "select member_id from member_alias where store_id = :store and customer_id = ? for update",
                    row -> StoreSql.uuid(row, "member_id"),
                    customerId);
            if (before.isPresent() && before.get().equals(member)) {
                return;
            }
            joining.fire(new CustomerJoining(store, member, proven));
            if (before.isPresent()) {
                take(store, before.get(), member, customerId);
            } else {
                sql.update(
                        store,
                        "insert into member_alias (store_id, customer_id, member_id, since) values (:store, ?, ?, now())",
                        customerId,
                        member);
            }
            audit.record(
                    store,
                    actor,
                    "member.alias-added",
                    member.toString(),
                    before.map(from -> "a customer who was member " + from).orElse("a customer who was no member"));
        });
    }

    private void take(StoreId store, UUID from, UUID into, String customerId) {
        boolean told =
                members.customerOf(store, from).filter(customerId::equals).isPresent();
        sql.update(
                store,
                "update member_alias set member_id = ?, since = now() where store_id = :store and customer_id = ?",
                into,
                customerId);
        members.endSessions(store, from);
        merged.fire(new MembersMerged(store, from, into, told));
    }

    /** Locks the member, and says whether it was erased. */
    private boolean requireMember(StoreId store, UUID member) {
        return sql.first(
                        store,
                        "select erased_at from member where store_id = :store and id = ? for update",
                        row -> row.getObject("erased_at") != null,
                        member)
                .orElseThrow(() -> ProblemException.notFound("member"));
    }
}
