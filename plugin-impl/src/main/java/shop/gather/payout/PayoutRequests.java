package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.joda.money.Money;
import shop.gather.ledger.PayeeId;
import shop.gather.payout.PayoutRequest.Method;
import shop.gather.payout.PayoutRequest.State;
import shop.gather.platform.Id;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderLock;
import shop.gather.shop.alarm.Alarms;

/** Payout requests and the owner's decisions on them. Thread-safe. */
@Singleton
class PayoutRequests {

    private final Transactions transactions;
    private final PayoutRows rows;
    private final PayoutBooks books;
    private final CreditPayouts credits;
    private final PayoutLimits limits;
    private final LeaderLock leaders;
    private final Alarms alarms;
    private final AuditLog audit;

    @Inject
    PayoutRequests(
            Transactions transactions,
            PayoutRows rows,
            PayoutBooks books,
            CreditPayouts credits,
            PayoutLimits limits,
            LeaderLock leaders,
            Alarms alarms,
            AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.books = books;
        this.credits = credits;
        this.limits = limits;
        this.leaders = leaders;
        this.alarms = alarms;
        this.audit = audit;
    }

    /**
     * Creates a payee's request and puts its amount on hold.
     *
     * @throws ProblemException INSUFFICIENT_BALANCE if less is available, also because a concurrent request took it;
     *     INVALID_VALUE below the store's minimum; CONFLICT if too many requests of the payee are undecided;
     *     NOT_SUPPORTED_BY_SHOP if the method is store credit and the shop has none
     */
    PayoutRequest request(StoreId store, String actor, PayeeId payee, Money amount, Method method) {
        return ask(store, actor, payee, amount, method, () -> limits.require(store, payee, amount));
    }

    /**
     * As {@link #request}, by the owner on behalf of a payee who cannot request it: an erased or suspended leader, or
     * one with less than the minimum. The store's limits do not apply.
     */
    PayoutRequest requestFor(StoreId store, String actor, PayeeId payee, Money amount, Method method) {
        return ask(store, actor, payee, amount, method, () -> {});
    }

    private PayoutRequest ask(
            StoreId store, String actor, PayeeId payee, Money amount, Method method, Runnable requireWithinLimits) {
        if (method == Method.STORE_CREDIT && !credits.offered(store)) {
            throw new ProblemException(
                    ProblemCode.NOT_SUPPORTED_BY_SHOP,
                    "The connected shop has no store credit. Request a transfer with method TRANSFER.");
        }
        return transactions.inStore(store, () -> {
            PayoutRequest wish =
                    new PayoutRequest(new PayoutRequestId(Ids.next()), payee, amount, method, State.REQUESTED);
            // Before the limits are checked: the lock of the balance serializes the payee's requests, so that they are
            // counted correctly.
            books.hold(store, wish);
            requireWithinLimits.run();
            rows.insert(wish);
            audit.record(store, actor, "payout.requested", wish.subject(), amount + " by " + method);
            return rows.find(wish.id().value()).orElseThrow();
        });
    }

    /** How leaders can be paid: always by transfer, and with store credit if the connected shop has it. */
    Set<Method> methods(StoreId store) {
        return credits.offered(store) ? EnumSet.allOf(Method.class) : EnumSet.of(Method.TRANSFER);
    }

    /**
     * Approves a request. A transfer then waits for a batch; for store credit the shop is asked after the commit.
     *
     * @param despiteSuspension whether to pay a leader who is suspended or erased
     * @throws ProblemException INSUFFICIENT_BALANCE if the leader's available balance has become negative, for example
     *     after refunds; CONFLICT if the leader is suspended or erased
     */
    PayoutRequest approve(StoreId store, String actor, PayoutRequestId id, boolean despiteSuspension) {
        return transactions.inStore(store, () -> {
            // The leader is locked before the request: the same order as when a leader is suspended.
            boolean payable =
                    leaders.takeActive(store, find(store, id, null).payee().asLeader()) || despiteSuspension;
            PayoutRequest request = decide(store, actor, id, PayoutStep.APPROVE, seen -> {
                requirePayable(payable);
                requireCovered(store, seen);
                return rows.approve(seen.id().value(), seen.state(), actor);
            });
            if (request.method() != Method.STORE_CREDIT || request.state() != State.APPROVED) {
                return request;
            }
            credits.send(store, request);
            return rows.find(id.value()).orElseThrow();
        });
    }

    private static void requirePayable(boolean payable) {
        if (!payable) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "The leader is suspended or erased. Reject the request, or approve it with despiteSuspension=true.");
        }
    }

    private void requireCovered(StoreId store, PayoutRequest request) {
        Money available = books.available(store, request);
        if (available.isNegative()) {
            throw new ProblemException(
                    ProblemCode.INSUFFICIENT_BALANCE,
                    "Orders were refunded since: the leader's available balance is " + available
                            + ". Reject this or another request of the leader, or approve it once the leader has "
                            + "earned the difference.");
        }
    }

    /**
     * Withdraws an approval before the request is sent; the request waits for a decision again.
     *
     * @throws ProblemException CONFLICT if it was sent or has ended
     */
    PayoutRequest withdrawApproval(StoreId store, String actor, PayoutRequestId id) {
        return decide(
                store,
                actor,
                id,
                PayoutStep.WITHDRAW,
                seen -> rows.withdraw(seen.id().value(), seen.state()));
    }

    /** Withdraws all approvals of a payee that were not sent yet, in the caller's transaction. Returns how many. */
    int withdrawApprovals(StoreId store, String actor, PayeeId payee) {
        List<PayoutRequest> approved = rows.lockApprovedOf(payee.value());
        approved.forEach(request -> withdrawApproval(store, actor, request.id()));
        return approved.size();
    }

    PayoutRequest reject(StoreId store, String actor, PayoutRequestId id, String reason) {
        return decide(
                store,
                actor,
                id,
                PayoutStep.REJECT,
                seen -> rows.reject(seen.id().value(), seen.state(), actor, reason));
    }

    /**
     * Records that a transfer did not arrive: the amount is available to the payee again.
     *
     * @throws ProblemException CONFLICT for store credit that the shop has given or may still give
     */
    PayoutRequest fail(StoreId store, String actor, PayoutRequestId id, String reason) {
        return transactions.inStore(store, () -> {
            PayoutRequest seen = find(store, id, null);
            if (seen.method() == Method.STORE_CREDIT
                    && seen.state() != State.FAILED
                    && !credits.withdraw(store, seen)) {
                // Also for a request that is not sent yet: it may be approved and sent before its row is locked.
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "The payout request is " + seen.state()
                                + ". For store credit, the shop's answer decides whether it was given. If you took the "
                                + "credit back in the shop, adjust the leader's balance.");
            }
            return decide(store, actor, id, PayoutStep.FAIL, request -> rows.fail(id.value(), request.state(), reason));
        });
    }

    /** The key of the alarm that requests of a suspended leader wait for the owner's decision. */
    static String waitingAlarm(PayeeId payee) {
        return "payouts-of-suspended:" + payee;
    }

    /** @param payee the payee whose request it must be; null for any payee */
    PayoutRequest find(StoreId store, PayoutRequestId id, PayeeId payee) {
        return transactions
                .inStore(store, () -> rows.find(id.value()))
                .filter(request -> payee == null || request.payee().equals(payee))
                .orElseThrow(() -> ProblemException.notFound("payout request"));
    }

    Page<PayoutRequest> page(StoreId store, PayeeId payee, State state, String cursor, int limit) {
        return transactions.inStore(store, () -> rows.page(Id.valueOrNull(payee), state, cursor, limit));
    }

    /**
     * Takes a decision once: the same decision again posts nothing and returns the same; a decision that the state does
     * not allow is refused.
     */
    private PayoutRequest decide(
            StoreId store, String actor, PayoutRequestId id, PayoutStep step, Predicate<PayoutRequest> write) {
        return transactions.inStore(store, () -> {
            PayoutRequest request =
                    rows.lock(id.value()).orElseThrow(() -> ProblemException.notFound("payout request"));
            if (step.wasTaken(request.state())) {
                return request;
            }
            if (!step.leaves(request.state())) {
                throw new ProblemException(ProblemCode.CONFLICT, "The payout request is " + request.state() + ".");
            }
            if (!write.test(request)) {
                throw new IllegalStateException("payout request " + id + " changed under its lock");
            }
            books.post(store, step, List.of(request));
            audit.record(
                    store,
                    actor,
                    step.auditName(),
                    request.subject(),
                    request.amount().toString());
            if (rows.undecided(request.payee().value()) == 0) {
                alarms.settle(store, waitingAlarm(request.payee()));
            }
            return rows.find(id.value()).orElseThrow();
        });
    }
}
