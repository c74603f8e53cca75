package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.CommandMark;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;

/**
 * Refunds captured money. Medusa has no idempotency key for a refund: the key is written into the note and looked up
 * before a refund.
 */
final class MedusaRefunds implements Refunds {

    private final MedusaApi api;
    private final OrderReader reader;

    MedusaRefunds(MedusaApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
    }

    @Override
    public CommandResult refund(RefundRequest request) {
        return Commands.onOrder(request.orderId(), reader::placed, order -> refund(request, order));
    }

    private CommandResult refund(RefundRequest request, PlacedOrder order) {
        Optional<CommandResult> before = find(order, request.key()).map(AlreadyDone::new);
        if (before.isPresent()) {
            closeIfOver(order);
            return before.get();
        }
        Optional<MedusaPayment> payment = order.payment(request.paymentId());
        if (SpentCredit.isPaymentOf(order, request.paymentId())) {
            return CommandResult.refused(
                    RefusalCode.NOT_SUPPORTED,
                    "this was paid with store credit or a gift card: give it back as store credit in Medusa, at the order");
        }
        if (payment.isEmpty()) {
            return Commands.notFound("payment " + request.paymentId());
        }
        Money amount = request.amount();
        Optional<CommandResult> refused = Commands.refusedAmount("a refund", amount, order.currency());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (payment.get().captured().isZero()) {
            return CommandResult.refused(RefusalCode.PAYMENT_STATE, "nothing was captured of this payment");
        }
        if (amount.isGreaterThan(payment.get().left())) {
            return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "more than is left of this payment");
        }
        return send(request, payment.get());
    }

    private CommandResult send(RefundRequest request, MedusaPayment payment) {
        Map<String, Long> lines = new LinkedHashMap<>();
        request.lines().forEach(line -> lines.merge(line.lineId(), line.amount().getAmountMinorLong(), Long::sum));
        String note = new CommandMark(request.key(), lines).after(request.reason());
        Reply reply = api.post(
                "/payments/" + Query.encoded(payment.id()) + "/refund",
                JsonText.object().add("amount", request.amount().getAmount()).add("note", note));
        Optional<PlacedOrder> after = reader.placed(request.orderId());
        Optional<String> made = after.flatMap(order -> find(order, request.key()));
        if (made.isEmpty()) {
            return reply.isDone()
                    ? new CommandResult.Unknown("the shop took the refund but does not show it")
                    : Refusals.of(reply, RefusalCode.PAYMENT_STATE);
        }
        after.ifPresent(this::closeIfOver);
        return CommandResult.done(made.get());
    }

    /**
     * Marks the order as cancelled in Medusa, which was not possible while it held captured money (see
     * {@link MedusaCancellations}). This has no effect on Gather, so a refusal is ignored.
     */
    private void closeIfOver(PlacedOrder order) {
        if (order.isOver() && !order.isCanceled() && order.left().isZero()) {
            api.post("/orders/" + Query.encoded(order.id()) + "/cancel", JsonText.object());
        }
    }

    static Optional<String> find(PlacedOrder order, String key) {
        return order.payments().stream()
                .flatMap(payment -> payment.refund(key).stream())
                .map((JsonObject refund) -> Fields.text(refund, "id"))
                .findFirst();
    }
}
