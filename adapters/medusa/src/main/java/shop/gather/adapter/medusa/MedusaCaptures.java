package shop.gather.adapter.medusa;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.Shares;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;

/**
 * Captures authorized payments. Medusa records a partial capture but does not pass the amount to the payment provider,
 * which captures everything. So everything is captured in Medusa too, and the rest is refunded at once under a key
 * derived from the capture's. Before that a credit line lowers the order's total: it shows the owner the reason, and if
 * an answer was lost, it shows a repeated command that the shop owes the rest.
 */
final class MedusaCaptures implements DeferredCapture {

    static final String CAPTURE_CREDIT = "gather-capture";

    private static final String REST = "/rest";

    private final MedusaApi api;
    private final OrderReader reader;
    private final MedusaRefunds refunds;

    MedusaCaptures(MedusaApi api, OrderReader reader, MedusaRefunds refunds) {
        this.api = api;
        this.reader = reader;
        this.refunds = refunds;
    }

    @Override
    public CommandResult capture(Capture capture) {
        return Commands.onOrder(capture.orderId(), reader::placed, order -> capture(capture, order));
    }

    private CommandResult capture(Capture capture, PlacedOrder order) {
        Optional<MedusaPayment> found = order.payment(capture.paymentId());
        if (found.isEmpty() && SpentCredit.isPaymentOf(order, capture.paymentId())) {
            return new AlreadyDone(capture.paymentId());
        }
        if (found.isEmpty()) {
            return Commands.notFound("payment " + capture.paymentId());
        }
        MedusaPayment payment = found.get();
        Optional<CommandResult> refused = Commands.refusedAmount("a capture", capture.amount(), order.currency());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (payment.state() == PaymentState.CAPTURED) {
            return restOf(capture, order, payment, new AlreadyDone(payment.id()));
        }
        if (payment.state() == PaymentState.VOIDED) {
            return CommandResult.refused(RefusalCode.PAYMENT_STATE, "the payment was cancelled");
        }
        if (order.isOver()) {
            return CommandResult.refused(RefusalCode.ORDER_STATE, "the order was cancelled");
        }
        if (capture.amount().isGreaterThan(payment.amount())) {
            return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "more than was authorized");
        }
        return lowered(capture, order, payment).orElseGet(() -> take(capture, payment));
    }

    /** Lowers the order's total to the amount that will have been paid. Returns the reason if the shop refuses. */
    private Optional<CommandResult> lowered(Capture capture, PlacedOrder order, MedusaPayment payment) {
        Money others = order.payments().stream()
                .filter(other -> !other.id().equals(payment.id()) && other.state() == PaymentState.AUTHORIZED)
                .map(MedusaPayment::amount)
                .reduce(Money.zero(order.currency()), Money::plus);
        Money tooMuch = order.pending().minus(others).minus(capture.amount());
        boolean planned = order.credit(CAPTURE_CREDIT, capture.key()).isPresent();
        if (planned || !tooMuch.isPositive() || capture.amount().equals(payment.amount())) {
            return Optional.empty();
        }
        Reply reply =
                api.post("/orders/" + Query.encoded(order.id()) + "/credit-lines", credit(tooMuch, capture.key()));
        return reply.isDone() ? Optional.empty() : Optional.of(Refusals.of(reply, RefusalCode.ORDER_STATE));
    }

    private static JsonObjectBuilder credit(Money amount, String key) {
        return JsonText.object()
                .add("amount", amount.getAmount())
                .add("reference", CAPTURE_CREDIT)
                .add("reference_id", key);
    }

    private CommandResult take(Capture capture, MedusaPayment payment) {
        Reply reply = api.post("/payments/" + Query.encoded(payment.id()) + "/capture", JsonText.object());
        if (!reply.isDone()) {
            return Refusals.of(reply, RefusalCode.PAYMENT_STATE);
        }
        CommandResult done = CommandResult.done(payment.id());
        if (capture.amount().equals(payment.amount())) {
            return done;
        }
        return reader.placed(capture.orderId())
                .flatMap(after -> after.payment(payment.id()).map(taken -> restOf(capture, after, taken, done)))
                .orElseGet(() -> new CommandResult.Unknown("the shop does not show the payment any more"));
    }

    /**
     * Refunds what was captured beyond the amount, as far as the shop owes it: a person may have captured everything on
     * purpose.
     */
    private CommandResult restOf(Capture capture, PlacedOrder order, MedusaPayment payment, CommandResult then) {
        Money rest = smallest(
                payment.captured().minus(capture.amount()), order.pending().negated(), payment.left());
        if (!rest.isPositive()
                || MedusaRefunds.find(order, capture.key() + REST).isPresent()) {
            return then;
        }
        CommandResult refund = refunds.refund(new RefundRequest(
                capture.key() + REST,
                order.id(),
                payment.id(),
                rest,
                Shares.ofCancelled(reader.snapshot(order).lines(), rest),
                "Not to be captured"));
        return Commands.captured(refund, rest, then);
    }

    private static Money smallest(Money first, Money second, Money third) {
        Money smaller = first.isLessThan(second) ? first : second;
        return smaller.isLessThan(third) ? smaller : third;
    }
}
