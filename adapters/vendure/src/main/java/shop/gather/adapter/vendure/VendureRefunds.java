package shop.gather.adapter.vendure;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.support.CommandMark;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;

/** Refunds; each can be found by the {@link CommandMark} in its reason. */
final class VendureRefunds implements Refunds {

    /** Shops on MySQL cannot store a longer reason. */
    private static final int MAX_REASON = 255;

    private static final String REFUND = """
            mutation($input: RefundOrderInput!) { refundOrder(input: $input) {
              __typename ... on Refund { id state transactionId } ... on ErrorResult { message } } }""";
    private static final String SETTLE = """
            mutation($id: ID!, $by: String!) { settleRefund(input: {id: $id, transactionId: $by}) {
              __typename ... on Refund { id state } ... on ErrorResult { message } } }""";

    private final AdminApi api;
    private final OrderReader reader;
    private final Amounts amounts;

    VendureRefunds(AdminApi api, OrderReader reader, Amounts amounts) {
        this.api = api;
        this.reader = reader;
        this.amounts = amounts;
    }

    @Override
    public CommandResult refund(RefundRequest request) {
        return Commands.onOrder(request.orderId(), reader::placed, order -> refund(request, order));
    }

    private CommandResult refund(RefundRequest request, JsonObject order) {
        Optional<JsonObject> before = find(order, request.key());
        if (before.isPresent()) {
            return settled(before.get(), request.key())
                    .orElseGet(() -> new CommandResult.AlreadyDone(Fields.text(before.get(), "id")));
        }
        Optional<JsonObject> payment = Fields.objects(order, "payments").stream()
                .filter(candidate -> Fields.text(candidate, "id").equals(request.paymentId()))
                .findFirst();
        if (payment.isEmpty()) {
            return Commands.notFound("payment " + request.paymentId());
        }
        if (OrderReader.state(payment.get()) != PaymentState.CAPTURED) {
            return CommandResult.refused(RefusalCode.PAYMENT_STATE, "nothing was captured of this payment");
        }
        CurrencyUnit currency = Fields.currency(order, "currencyCode");
        Optional<CommandResult> refused = Commands.refusedAmount("a refund", request.amount(), currency);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!amounts.has(request.amount()) || !request.lines().stream().allMatch(line -> amounts.has(line.amount()))) {
            return CommandResult.refused(
                    RefusalCode.SHOP_REFUSED, "the shop's money has fewer decimals than this refund");
        }
        if (amounts.value(request.amount()) > left(payment.get())) {
            return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "more than is left of this payment");
        }
        return send(request, order);
    }

    private CommandResult send(RefundRequest request, JsonObject order) {
        Optional<String> reason =
                new CommandMark(request.key(), lineAmounts(request)).after(request.reason(), MAX_REASON);
        if (reason.isEmpty()) {
            return CommandResult.refused(RefusalCode.SHOP_REFUSED, "the key is too long to be kept with a refund");
        }
        JsonObject refund = Fields.object(
                api.call(
                        REFUND,
                        AdminApi.variables()
                                .add(
                                        "input",
                                        JsonText.object()
                                                .add("paymentId", request.paymentId())
                                                .add("amount", amounts.value(request.amount()))
                                                .add("lines", quantities(request, order))
                                                .add("shipping", 0)
                                                .add("adjustment", 0)
                                                .add("reason", reason.get()))),
                "refundOrder");
        if (!Refusals.is(refund, "Refund")) {
            return keptNevertheless(request).orElseGet(() -> Refusals.of(refund));
        }
        if (Fields.text(refund, "state").equals("Failed")) {
            return CommandResult.refused(RefusalCode.SHOP_REFUSED, "the payment provider refused the refund");
        }
        return settled(refund, request.key()).orElseGet(() -> CommandResult.done(Fields.text(refund, "id")));
    }

    /**
     * If the payment provider reports a pending refund, Vendure answers with an error but stores the refund.
     */
    private Optional<CommandResult> keptNevertheless(RefundRequest request) {
        return reader.placed(request.orderId())
                .flatMap(order -> find(order, request.key()))
                .map(refund -> CommandResult.done(Fields.text(refund, "id")));
    }

    /**
     * Settles a refund that the shop leaves to its caller: it is pending, and the payment provider named no transaction
     * for it. Empty if the refund is settled; else the reason why not.
     */
    private Optional<CommandResult> settled(JsonObject refund, String key) {
        if (!Fields.text(refund, "state").equals("Pending")
                || Fields.optionalText(refund, "transactionId").isPresent()) {
            return Optional.empty();
        }
        JsonObject result = Fields.object(
                api.call(
                        SETTLE,
                        AdminApi.variables()
                                .add("id", Fields.text(refund, "id"))
                                .add("by", "gather:" + key)),
                "settleRefund");
        return Refusals.is(result, "Refund") ? Optional.empty() : Optional.of(Refusals.of(result));
    }

    static Optional<JsonObject> find(JsonObject order, String key) {
        return Fields.objects(order, "payments").stream()
                .flatMap(payment -> OrderReader.refunds(payment).stream())
                .filter(refund -> CommandMark.isOn(refund, "reason", key))
                .findFirst();
    }

    /** The amount captured and not refunded, in the shop's integers. */
    static long left(JsonObject payment) {
        return Fields.number(payment, "amount")
                - OrderReader.refunds(payment).stream()
                        .mapToLong(refund -> Fields.number(refund, "total"))
                        .sum();
    }

    private Map<String, Long> lineAmounts(RefundRequest request) {
        Map<String, Long> result = new LinkedHashMap<>();
        for (RefundLine line : request.lines()) {
            result.merge(line.lineId(), amounts.value(line.amount()), Long::sum);
        }
        return result;
    }

    /** Shows the owner which lines it was for; the amounts that count are in the mark. */
    private static JsonArrayBuilder quantities(RefundRequest request, JsonObject order) {
        JsonArrayBuilder lines = JsonText.array();
        for (JsonObject line : Fields.objects(order, "lines")) {
            String lineId = Fields.text(line, "id");
            if (request.lines().stream().anyMatch(part -> part.lineId().equals(lineId))) {
                lines.add(JsonText.object()
                        .add("orderLineId", lineId)
                        .add("quantity", Fields.number(line, "orderPlacedQuantity")));
            }
        }
        return lines;
    }
}
