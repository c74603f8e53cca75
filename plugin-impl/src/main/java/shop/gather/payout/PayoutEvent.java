package shop.gather.payout;

import org.joda.money.Money;
import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.ledger.PayeeId;

/** Events of payout requests. */
sealed interface PayoutEvent extends Event {

    /** Makes an event of a request. */
    interface Of {
        PayoutEvent request(PayoutRequestId payoutRequest, PayeeId leader, Money amount);
    }

    @EventType(name = "payout.requested", when = "A leader has requested a payout; the amount is on hold.")
    record Requested(PayoutRequestId payoutRequest, PayeeId leader, Money amount) implements PayoutEvent {}

    @EventType(name = "payout.approved", when = "The owner has approved a payout.")
    record Approved(PayoutRequestId payoutRequest, PayeeId leader, Money amount) implements PayoutEvent {}

    @EventType(
            name = "payout.approval-withdrawn",
            when = "An approval was withdrawn before the payout was sent: the request waits for the owner's decision "
                    + "again.")
    record ApprovalWithdrawn(PayoutRequestId payoutRequest, PayeeId leader, Money amount) implements PayoutEvent {}

    @EventType(name = "payout.rejected", when = "The owner has rejected a payout; the amount is available again.")
    record Rejected(PayoutRequestId payoutRequest, PayeeId leader, Money amount) implements PayoutEvent {}

    @EventType(
            name = "payout.sent",
            when = "The payout was sent in a batch, or the shop was asked for the store credit.")
    record Sent(PayoutRequestId payoutRequest, PayeeId leader, Money amount) implements PayoutEvent {}

    @EventType(
            name = "payout.paid",
            when = "The payout was paid: its batch was settled, or the shop gave the store credit.")
    record Paid(PayoutRequestId payoutRequest, PayeeId leader, Money amount) implements PayoutEvent {}

    @EventType(name = "payout.failed", when = "The payout failed; the amount is available again.")
    record Failed(PayoutRequestId payoutRequest, PayeeId leader, Money amount) implements PayoutEvent {}
}
