package shop.gather.adapter.woocommerce;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.Shares;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;

/**
 * Captures authorized payments: the status of an order on hold is changed, and its payment gateway captures the whole
 * amount. If less is wanted, the rest is refunded at once under a key derived from the capture's; this plan is stored
 * on the order. The gateway's own record decides whether the money was captured.
 */
final class WooCaptures implements DeferredCapture {

    private static final String REST = "/rest";

    private final RestApi api;
    private final OrderReader reader;
    private final WooRefunds refunds;
    private final OrderNotes notes;

    WooCaptures(RestApi api, OrderReader reader, WooRefunds refunds) {
        this.api = api;
        this.reader = reader;
        this.refunds = refunds;
        this.notes = new OrderNotes(api);
    }

    @Override
    public CommandResult capture(Capture capture) {
        return Commands.onOrder(capture.orderId(), reader::placed, order -> capture(capture, order));
    }

    private CommandResult capture(Capture capture, PlacedOrder order) {
        if (!order.hasPayment(capture.paymentId())) {
            return Commands.notFound("payment " + capture.paymentId());
        }
        Optional<CommandResult> refused = Commands.refusedAmount("a capture", capture.amount(), order.currency());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (order.payment() == PaymentState.CAPTURED) {
            boolean ours = CapturePlan.of(order.order())
                    .filter(CapturePlan.of(capture)::equals)
                    .isPresent();
            return giveBack(capture, order, ours, new CommandResult.AlreadyDone(order.id()));
        }
        if (order.payment() != PaymentState.AUTHORIZED) {
            return CommandResult.refused(RefusalCode.PAYMENT_STATE, "the order is " + order.status());
        }
        if (!capture.paymentId().equals(order.paymentId())) {
            return CommandResult.refused(
                    RefusalCode.PAYMENT_STATE, "the buyer has paid once more since: this payment is over");
        }
        if (!order.status().equals(PlacedOrder.ON_HOLD)) {
            return notTaken(order);
        }
        return capture.amount().isGreaterThan(order.total())
                ? CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "more than was authorized")
                : take(capture, order);
    }

    private CommandResult take(Capture capture, PlacedOrder order) {
        Map<String, String> marks =
                new HashMap<>(Map.of(Marks.CAPTURE, CapturePlan.of(capture).format()));
        order.promised().ifPresent(at -> marks.put(Marks.AUTHORIZED, Long.toString(at.getEpochSecond())));
        RestApi.Reply reply = api.change(
                "PUT",
                "orders/" + order.id(),
                Map.of(),
                JsonText.object()
                        .add("status", "processing")
                        .add("meta_data", Marks.meta(marks))
                        .build());
        if (!reply.isGood()) {
            return Refusals.of(reply);
        }
        // The gateway works during the change of the status, and changes it again if the bank declines.
        PlacedOrder after = new PlacedOrder(RestApi.object(reply), order.refunds());
        if (after.payment() == PaymentState.AUTHORIZED) {
            // The answer may show the state before the gateway worked.
            after = reader.placed(order.id()).orElse(after);
        }
        return switch (after.payment()) {
            case CAPTURED -> {
                notes.askToCheck(after, capture.amount());
                yield giveBack(capture, after, true, CommandResult.done(order.id()));
            }
            case AUTHORIZED -> notTaken(after);
            default -> {
                noteDeclined(after, capture.paymentId());
                yield CommandResult.refused(
                        RefusalCode.PAYMENT_STATE,
                        "the payment gateway did not take the money: the order is " + after.status());
            }
        };
    }

    /** Some gateways leave the order as if they had captured the money, and report the failure only in a note. */
    private CommandResult notTaken(PlacedOrder order) {
        return CommandResult.refused(
                RefusalCode.PAYMENT_STATE,
                "the order is " + order.status() + ", but its payment gateway "
                        + order.gateway().method()
                        + " has not taken the money. Take it in the shop or at the gateway; the order's notes say why it failed"
                        + notes.last(order).map(note -> ": " + note).orElse("."));
    }

    /**
     * Prevents the next payment from being taken for this one. If this fails, the gateway's own payment id
     * distinguishes them.
     */
    private void noteDeclined(PlacedOrder order, String paymentId) {
        try {
            api.change(
                    "PUT",
                    "orders/" + order.id(),
                    Map.of(),
                    JsonText.object()
                            .add("meta_data", Marks.meta(Map.of(Marks.DECLINED, paymentId, Marks.AUTHORIZED, "")))
                            .build());
        } catch (ShopException notNoted) {
            // The capture's own result stands.
        }
    }

    private CommandResult giveBack(Capture capture, PlacedOrder order, boolean ours, CommandResult then) {
        Money rest = order.total().minus(capture.amount());
        if (!ours || !rest.isPositive()) {
            return then;
        }
        CommandResult refund = refunds.refund(new RefundRequest(
                capture.key() + REST,
                order.id(),
                order.paymentId(),
                rest,
                Shares.ofCancelled(reader.snapshot(order).lines(), rest),
                "Not to be captured"));
        return Commands.captured(refund, rest, then);
    }
}
