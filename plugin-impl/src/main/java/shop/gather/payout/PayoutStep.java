package shop.gather.payout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.ledger.Account;
import shop.gather.ledger.Entry;
import shop.gather.ledger.Posting;
import shop.gather.payout.PayoutRequest.State;

/** What can be decided about a payout request: which states a decision leaves, and what it moves. */
enum PayoutStep {
    APPROVE(
            PayoutEvent.Approved::new,
            Set.of(State.REQUESTED),
            State.APPROVED,
            Set.of(State.APPROVED, State.SENT, State.PAID, State.FAILED)),
    /** Takes an approval back that has not been paid yet: the request waits for the owner again. */
    WITHDRAW(PayoutEvent.ApprovalWithdrawn::new, Set.of(State.APPROVED), State.REQUESTED, Set.of(State.REQUESTED)),
    REJECT(PayoutEvent.Rejected::new, Set.of(State.REQUESTED), State.REJECTED, Set.of(State.REJECTED)),
    SEND(PayoutEvent.Sent::new, Set.of(State.APPROVED), State.SENT, Set.of(State.SENT, State.PAID, State.FAILED)),
    SETTLE(PayoutEvent.Paid::new, Set.of(State.SENT), State.PAID, Set.of(State.PAID)),
    /** The transfer did not arrive, which banks may tell long after it was settled. */
    FAIL(PayoutEvent.Failed::new, Set.of(State.SENT, State.PAID), State.FAILED, Set.of(State.FAILED));

    private final PayoutEvent.Of event;
    private final Set<State> leaves;
    private final State to;
    private final Set<State> takenBefore;

    PayoutStep(PayoutEvent.Of event, Set<State> leaves, State to, Set<State> takenBefore) {
        this.event = event;
        this.leaves = leaves;
        this.to = to;
        this.takenBefore = takenBefore;
    }

    /** Whether a request in this state can be decided so. */
    boolean leaves(State state) {
        return leaves.contains(state);
    }

    /** Whether a request in this state was decided so before: deciding it again changes nothing. */
    boolean wasTaken(State state) {
        return takenBefore.contains(state);
    }

    State to() {
        return to;
    }

    /** Makes the event that tells of it. */
    PayoutEvent.Of event() {
        return event;
    }

    /** The stable name of what happened, for the audit log. */
    String auditName() {
        return this == WITHDRAW
                ? "payout.approval-withdrawn"
                : "payout." + to.name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the step moves; nothing for an approval or its withdrawal. A step is posted once for a request, whatever
     * else goes wrong.
     */
    Optional<Posting> posting(PayoutRequest request) {
        Money amount = request.amount();
        UUID payee = request.payee();
        return switch (this) {
            case APPROVE, WITHDRAW -> Optional.empty();
            case REJECT ->
                Optional.of(posting(
                        request,
                        "Payout rejected",
                        Entry.of(Account.REQUESTED, payee, amount.negated()),
                        Entry.of(Account.AVAILABLE, payee, amount)));
            case SEND ->
                Optional.of(posting(
                        request,
                        "Payout sent",
                        Entry.of(Account.REQUESTED, payee, amount.negated()),
                        Entry.of(Account.PAYOUTS_IN_TRANSIT, amount)));
            case SETTLE ->
                Optional.of(posting(
                        request,
                        "Payout arrived",
                        Entry.of(Account.PAYOUTS_IN_TRANSIT, amount.negated()),
                        Entry.of(Account.PAID_OUT, amount)));
            case FAIL ->
                Optional.of(posting(
                        request,
                        "Payout failed",
                        Entry.of(
                                request.state() == State.PAID ? Account.PAID_OUT : Account.PAYOUTS_IN_TRANSIT,
                                amount.negated()),
                        Entry.of(Account.AVAILABLE, payee, amount)));
        };
    }

    /** What a new request puts on hold; refused where the available balance does not suffice. */
    static Posting hold(PayoutRequest request) {
        return new Posting(
                        "payout-request:" + request.id(),
                        "payout",
                        request.subject(),
                        "Payout requested",
                        List.of(
                                Entry.of(
                                        Account.AVAILABLE,
                                        request.payee(),
                                        request.amount().negated()),
                                Entry.of(Account.REQUESTED, request.payee(), request.amount())))
                .ifCovered();
    }

    private Posting posting(PayoutRequest request, String memo, Entry from, Entry to) {
        return new Posting(
                "payout-" + name().toLowerCase(Locale.ROOT) + ":" + request.id(),
                "payout",
                request.subject(),
                memo,
                List.of(from, to));
    }
}
