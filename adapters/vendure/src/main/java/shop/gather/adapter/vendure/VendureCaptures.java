package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.Shares;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;

/**
 * Captures authorized payments. Vendure always settles a whole payment, even after a line was cancelled, and settles it
 * again if asked again. So the payment is read first. If less than the whole is to be captured, the rest is refunded at
 * once, under a key derived from the capture's. A note written on the order beforehand records this plan, in case an
 * answer is lost in between.
 */
final class VendureCaptures implements DeferredCapture {

    private static final String REST = "/rest";
    private static final String SETTLE = """
            mutation($id: ID!) { settlePayment(id: $id) { __typename ... on Payment { id state }
              ... on SettlePaymentError { message paymentErrorMessage } ... on PaymentStateTransitionError { message transitionError }
              ... on OrderStateTransitionError { message transitionError } } }""";
    private static final String NOTE =
            "mutation($id: ID!, $note: String!) { addNoteToOrder(input: {id: $id, note: $note, isPublic: false}) { id } }";
    private static final String NOTES = """
            query($id: ID!) { order(id: $id) { history(options: {take: 100, sort: {createdAt: DESC}, filter: {type: {eq: "ORDER_NOTE"}}}) {
              items { data } } } }""";

    private final AdminApi api;
    private final OrderReader reader;
    private final Amounts amounts;
    private final VendureRefunds refunds;

    VendureCaptures(AdminApi api, OrderReader reader, Amounts amounts, VendureRefunds refunds) {
        this.api = api;
        this.reader = reader;
        this.amounts = amounts;
        this.refunds = refunds;
    }

    @Override
    public CommandResult capture(Capture capture) {
        return Commands.onOrder(capture.orderId(), reader::placed, order -> capture(capture, order));
    }

    private CommandResult capture(Capture capture, JsonObject order) {
        Optional<JsonObject> found = Fields.objects(order, "payments").stream()
                .filter(payment -> Fields.text(payment, "id").equals(capture.paymentId()))
                .findFirst();
        if (found.isEmpty()) {
            return Commands.notFound("payment " + capture.paymentId());
        }
        Optional<CommandResult> refused =
                Commands.refusedAmount("a capture", capture.amount(), Fields.currency(order, "currencyCode"));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!amounts.has(capture.amount())) {
            return CommandResult.refused(
                    RefusalCode.SHOP_REFUSED, "the shop's money has fewer decimals than " + capture.amount());
        }
        long rest = Fields.number(found.get(), "amount") - amounts.value(capture.amount());
        return switch (OrderReader.state(found.get())) {
            case CAPTURED ->
                rest > 0 && hasNote(capture)
                        ? giveBack(capture, order, rest, new CommandResult.AlreadyDone(capture.paymentId()))
                        : new CommandResult.AlreadyDone(capture.paymentId());
            case AUTHORIZED -> settle(capture, order, rest);
            case PENDING, DECLINED, VOIDED ->
                CommandResult.refused(
                        RefusalCode.PAYMENT_STATE,
                        "the payment is " + Fields.text(found.get(), "state")
                                + Fields.optionalText(found.get(), "errorMessage")
                                        .map(message -> ": " + message)
                                        .orElse(""));
        };
    }

    private CommandResult settle(Capture capture, JsonObject order, long rest) {
        if (rest < 0) {
            return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "more than was authorized");
        }
        if (rest > 0 && !hasNote(capture)) {
            api.call(NOTE, AdminApi.variables().add("id", capture.orderId()).add("note", note(capture)));
        }
        JsonObject payment =
                Fields.object(api.call(SETTLE, AdminApi.variables().add("id", capture.paymentId())), "settlePayment");
        if (!Refusals.is(payment, "Payment")) {
            return Refusals.of(payment);
        }
        CommandResult done = CommandResult.done(capture.paymentId());
        return rest > 0 ? giveBack(capture, order, rest, done) : done;
    }

    private CommandResult giveBack(Capture capture, JsonObject order, long rest, CommandResult then) {
        Money amount = amounts.money(capture.amount().getCurrencyUnit(), rest);
        CommandResult refund = refunds.refund(new RefundRequest(
                capture.key() + REST,
                capture.orderId(),
                capture.paymentId(),
                amount,
                Shares.ofCancelled(reader.snapshot(order).lines(), amount),
                "Not to be captured"));
        return Commands.captured(refund, amount, then);
    }

    private boolean hasNote(Capture capture) {
        JsonObject order = Fields.object(api.call(NOTES, AdminApi.variables().add("id", capture.orderId())), "order");
        String note = note(capture);
        return Fields.objects(Fields.object(order, "history"), "items").stream()
                .flatMap(entry -> Fields.optionalObject(entry, "data").stream())
                .anyMatch(data -> Fields.has(data, "note", note));
    }

    private static String note(Capture capture) {
        return "Gather takes %s of payment %s and gives the rest back [gather:%s]"
                .formatted(capture.amount(), capture.paymentId(), capture.key());
    }
}
