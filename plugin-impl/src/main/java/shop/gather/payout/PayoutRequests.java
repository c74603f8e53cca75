package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.joda.money.Money;
import shop.gather.payout.PayoutRequest.Method;
import shop.gather.payout.PayoutRequest.State;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderLock;
import shop.gather.shop.alarm.Alarms;

/** Payout requests and what is decided about them. Thread-safe. */
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
     * Puts an amount on hold for a payee who asks for it.
     *
     * @throws ProblemException INSUFFICIENT_BALANCE if less is available, also while another request takes it;
     *     INVALID_VALUE below the store's minimum; CONFLICT if too many requests of the payee wait for the owner;
     *     NOT_SUPPORTED_BY_SHOP for credit that the shop does not have
     */
    PayoutRequest request(StoreId store, String actor, UUID payee, Money amount, Method method) {
        return ask(store, actor, payee, amount, method, () -> limits.require(store, payee, amount));
    }

    /**
     * As {@link #request}, by the owner for a payee who cannot ask: an erased or suspended leader, or one with less
     * than the minimum. The store's limits do not apply.
     */
    PayoutRequest requestFor(StoreId store, String actor, UUID payee, Money amount, Method method) {
        return ask(store, actor, payee, amount, method, () -> {});
    }

    private PayoutRequest ask(
            StoreId store, String actor, UUID payee, Money amount, Method method, Runnable requireWithinLimits) {
        if (method == Method.STORE_CREDIT && !credits.offered(store)) {
            throw new ProblemException(
                    ProblemCode.NOT_SUPPORTED_BY_SHOP,
                    "The connected shop has no store credit; ask for a transfer with method TRANSFER.");
        }
        return transactions.inStore(store, () -> {
            PayoutRequest wish = new PayoutRequest(Ids.next(), payee, amount, method, State.REQUESTED);
            // Before the limits: its lock lets one request of the payee at a time be counted.
            books.hold(store, wish);
            requireWithinLimits.run();
            rows.insert(wish);
            audit.record(store, actor, "payout.requested", wish.subject(), amount + " by " + method);
            return rows.find(wish.id()).orElseThrow();
        });
    }

    /** How leaders can be paid: always by transfer, and in credit where the connected shop has it. */
    Set<Method> methods(StoreId store) {
        return credits.offered(store) ? EnumSet.allOf(Method.class) : EnumSet.of(Method.TRANSFER);
    }

    /**
     * A transfer then waits for a batch; for credit the shop is asked after the commit.
     *
     * @param despiteSuspension whether a leader who is suspended or erased is to be paid too
     * @throws ProblemException INSUFFICIENT_BALANCE if orders were refunded since and the leader's available balance is
     *     negative; CONFLICT if the leader is suspended or erased
     */
    PayoutRequest approve(StoreId store, String actor, UUID id, boolean despiteSuspension) {
        return transactions.inStore(store, () -> {
            // The leader before the request: so does whoever suspends her lock them.
            boolean payable = leaders.takeActive(store, find(store, id, null).payee()) || despiteSuspension;
            PayoutRequest request = decide(store, actor, id, PayoutStep.APPROVE, seen -> {
                requirePayable(payable);
                requireCovered(store, seen);
                return rows.approve(seen.id(), seen.state(), actor);
            });
            if (request.method() != Method.STORE_CREDIT || request.state() != State.APPROVED) {
                return request;
            }
            credits.send(store, request);
            return rows.find(id).orElseThrow();
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
                            + ". Reject the request or others of the leader, or approve it once she has earned the difference.");
        }
    }

    /**
     * Takes an approval back that was not paid yet; the request waits for a decision again.
     *
     * @throws ProblemException CONFLICT if it was sent or has ended
     */
    PayoutRequest withdrawApproval(StoreId store, String actor, UUID id) {
        return decide(store, actor, id, PayoutStep.WITHDRAW, seen -> rows.withdraw(seen.id(), seen.state()));
    }

    /** Takes back all approvals of a payee that were not paid yet, in the caller's transaction; how many. */
    int withdrawApprovals(StoreId store, String actor, UUID payee) {
        List<PayoutRequest> approved = rows.lockApprovedOf(payee);
        approved.forEach(request -> withdrawApproval(store, actor, request.id()));
        return approved.size();
    }

    PayoutRequest reject(StoreId store, String actor, UUID id, String reason) {
        return decide(store, actor, id, PayoutStep.REJECT, seen -> rows.reject(seen.id(), seen.state(), actor, reason));
    }

    /**
     * Notes that a transfer did not arrive: the payee has the amount again.
     *
     * @throws ProblemException CONFLICT for credit that the shop has given, or is to give
     */
    PayoutRequest fail(StoreId store, String actor, UUID id, String reason) {
        return transactions.inStore(store, () -> {
            PayoutRequest seen = find(store, id, null);
            if (seen.method() == Method.STORE_CREDIT
                    && seen.state() != State.FAILED
                    && !credits.withdraw(store, seen)) {
                // Also for one that is not sent yet: it may be approved and sent before its row is locked.
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "The payout request is " + seen.state()
                                + ", and whether credit was given is the shop's word. Adjust the leader's balance if "
                                + "you took it back in the shop.");
            }
            return decide(store, actor, id, PayoutStep.FAIL, request -> rows.fail(id, request.state(), reason));
        });
    }

    /** The key of the alarm that a suspended leader's requests wait for the owner. */
    static String waitingAlarm(UUID payee) {
        return "payouts-of-suspended:" + payee;
    }

    /** @param payee whose it must be; null for anybody's */
    PayoutRequest find(StoreId store, UUID id, UUID payee) {
        return transactions
                .inStore(store, () -> rows.find(id))
                .filter(request -> payee == null || request.payee().equals(payee))
                .orElseThrow(() -> ProblemException.notFound("payout request"));
    }

    Page<PayoutRequest> page(StoreId store, UUID payee, State state, String cursor, int limit) {
        return transactions.inStore(store, () -> rows.page(payee, state, cursor, limit));
    }

    /** Decides once: the same decision again answers the same and posts nothing, the opposite one is refused. */
    private PayoutRequest decide(
            StoreId store, String actor, UUID id, PayoutStep step, Predicate<PayoutRequest> write) {
        return transactions.inStore(store, () -> {
            PayoutRequest request = rows.lock(id).orElseThrow(() -> ProblemException.notFound("payout request"));
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
            if (rows.undecided(request.payee()) == 0) {
                alarms.settle(store, waitingAlarm(request.payee()));
            }
            return rows.find(id).orElseThrow();
        });
    }
}
