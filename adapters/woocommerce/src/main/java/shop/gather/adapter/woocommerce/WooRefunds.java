package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;

/**
 * Refunds through the order's payment gateway. WooCommerce makes as many as it is asked for, whatever header says that
 * it is the same one: each is looked up by its key before it is made.
 */
final class WooRefunds implements Refunds {

    /**
     * With this WooCommerce refuses a refund, as a server error: more than is left, or the gateway would not. It keeps
     * nothing of it.
     */
    private static final String NOT_MADE = "woocommerce_rest_cannot_create_order_refund";

    private final RestApi api;
    private final OrderReader reader;

    WooRefunds(RestApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
    }

    @Override
    public CommandResult refund(RefundRequest request) {
        return Commands.onOrder(request.orderId(), reader::placed, order -> refund(request, order));
    }

    private CommandResult refund(RefundRequest request, PlacedOrder order) {
        Optional<CommandResult> refusal = refusal(request, order);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RestApi.Reply reply = api.send(
                "POST",
                "orders/" + order.id() + "/refunds",
                Map.of(),
                JsonText.object()
                        .add("amount", Amounts.text(request.amount()))
                        .add("reason", RefundReason.with(request.reason(), request.key()))
                        .add("api_refund", true)
                        .add("api_restock", false)
                        .add(
                                "meta_data",
                                Marks.meta(Map.of(
                                        Marks.KEY, request.key(), Marks.LINES, RefundLines.format(request.lines()))))
                        .build());
        if (reply.isGood()) {
            return CommandResult.done(WooFields.id(RestApi.object(reply), "id"));
        }
        if (reply.status() == 500 && reply.code().equals(NOT_MADE)) {
            return afterwards(request, reply);
        }
        return Failures.isRefusal(reply) ? Refusals.of(reply) : failed(reply);
    }

    private CommandResult failed(RestApi.Reply reply) {
        api.good(reply);
        throw Failures.unreadable();
    }

    /** Somebody else may have given money back in between. */
    private CommandResult afterwards(RefundRequest request, RestApi.Reply reply) {
        return reader.placed(request.orderId())
                .flatMap(order -> refusal(request, order))
                .orElseGet(() -> Refusals.of(reply));
    }

    /** Why there is nothing to be sent. */
    private static Optional<CommandResult> refusal(RefundRequest request, PlacedOrder order) {
        Optional<CommandResult> before = order.refundOf(request.key()).map(WooRefunds::before);
        if (before.isPresent()) {
            return before;
        }
        if (order.isGiftCard(request.paymentId())) {
            return refused(
                    RefusalCode.NOT_SUPPORTED,
                    "WooCommerce's API gives no money back to a gift card: do it in the shop, at the order");
        }
        if (!order.hasPayment(request.paymentId())) {
            return Optional.of(Commands.notFound("payment " + request.paymentId()));
        }
        if (order.payment() != PaymentState.CAPTURED) {
            return refused(RefusalCode.PAYMENT_STATE, "nothing was captured of this payment");
        }
        Optional<CommandResult> refused = Commands.refusedAmount("a refund", request.amount(), order.currency());
        return refused.isEmpty() && request.amount().isGreaterThan(order.left())
                ? refused(RefusalCode.AMOUNT_TOO_HIGH, "more than is left of this payment")
                : refused;
    }

    private static CommandResult before(JsonObject refund) {
        String id = WooFields.id(refund, "id");
        return PlacedOrder.isSettled(refund)
                ? new CommandResult.AlreadyDone(id)
                : new CommandResult.Unknown("the payment gateway has not said yet that it paid refund " + id
                        + "; if it never did, delete that refund in the shop, and it is made again");
    }

    private static Optional<CommandResult> refused(RefusalCode code, String reason) {
        return Optional.of(CommandResult.refused(code, reason));
    }
}
