package shop.gather.payout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.ledger.Account;
import shop.gather.ledger.Entry;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Posting;
import shop.gather.payout.PayoutRequest.State;

/** The transitions of a payout request: the states each one leaves and enters, and the amounts it posts. */
enum PayoutStep {
    APPROVE(
            PayoutEvent.Approved::new,
            Set.of(State.REQUESTED),
            State.APPROVED,
            Set.of(State.APPROVED, State.SENT, State.PAID, State.FAILED)),
    /** Withdraws an approval before the request is sent: it waits for the owner's decision again. */
    WITHDRAW(PayoutEvent.ApprovalWithdrawn::new, Set.of(State.APPROVED), State.REQUESTED, Set.of(State.REQUESTED)),
    REJECT(PayoutEvent.Rejected::new, Set.of(State.REQUESTED), State.REJECTED, Set.of(State.REJECTED)),
    SEND(PayoutEvent.Sent::new, Set.of(State.APPROVED), State.SENT, Set.of(State.SENT, State.PAID, State.FAILED)),
    SETTLE(PayoutEvent.Paid::new, Set.of(State.SENT), State.PAID, Set.of(State.PAID)),
    /** The transfer did not arrive. Banks may report that long after the batch was settled. */
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

    /** Whether a request in this state can take this step. */
    boolean leaves(State state) {
        return leaves.contains(state);
    }

    /** Whether a request in this state has taken this step before: taking it again changes nothing. */
    boolean wasTaken(State state) {
        return takenBefore.contains(state);
    }

    State to() {
        return to;
    }

    /** Creates the event of this step. */
    PayoutEvent.Of event() {
        return event;
    }

    /** The stable name of this step, for the audit log. */
    String auditName() {
        return this == WITHDRAW
                ? "payout.approval-withdrawn"
                : "payout." + to.name().toLowerCase(Locale.ROOT);
    }

    /** The posting of this step; empty for an approval or its withdrawal. Its key allows it once per request. */
    Optional<Posting> posting(PayoutRequest request) {
        Money amount = request.amount();
        PayeeId payee = request.payee();
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

    /** The posting that puts a new request's amount on hold; refused if the available balance is too low. */
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
