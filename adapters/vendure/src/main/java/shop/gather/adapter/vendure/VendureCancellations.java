package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CommandResult;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * Cancels orders and lines. Vendure does not void payments by itself. Never ask it to void a captured payment: it loses
 * track of the payment instead of refusing.
 */
final class VendureCancellations implements Cancellations, LineCancellations {

    private static final String CANCEL = """
            mutation($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on Order { id state }
              ... on ErrorResult { message } ... on OrderStateTransitionError { transitionError } } }""";
    private static final String TRANSITION = """
            mutation($id: ID!) { transitionOrderToState(id: $id, state: "Cancelled") { __typename ... on Order { id state }
              ... on OrderStateTransitionError { message transitionError } } }""";
    private static final String VOID = """
            mutation($id: ID!) { cancelPayment(id: $id) { __typename ... on Payment { id state }
              ... on CancelPaymentError { message paymentErrorMessage }
              ... on PaymentStateTransitionError { message transitionError } } }""";

    private final AdminApi api;
    private final OrderReader reader;

    VendureCancellations(AdminApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
    }

    @Override
    public CommandResult cancel(Cancellation cancellation) {
        return Commands.onOrder(
                cancellation.orderId(), reader::placed, order -> cancelAll(order, cancellation.reason()));
    }

    @Override
    public CommandResult cancelLine(LineCancellation cancellation) {
        return Commands.onOrder(cancellation.orderId(), reader::placed, order -> cancelLine(order, cancellation));
    }

    private CommandResult cancelLine(JsonObject order, LineCancellation cancellation) {
        Optional<JsonObject> line = Fields.objects(order, "lines").stream()
                .filter(candidate -> Fields.text(candidate, "id").equals(cancellation.lineId()))
                .findFirst();
        if (line.isEmpty()) {
            return Commands.notFound("line " + cancellation.lineId() + " in order " + cancellation.orderId());
        }
        long active = Fields.number(line.get(), "quantity");
        long wanted = Math.min(active, toCancel(line.get(), active, cancellation));
        if (wanted == active && active(order).stream().allMatch(line.get()::equals)) {
            return cancelAll(order, cancellation.reason());
        }
        if (wanted <= 0) {
            return new CommandResult.AlreadyDone(cancellation.lineId());
        }
        JsonObjectBuilder part =
                JsonText.object().add("orderLineId", cancellation.lineId()).add("quantity", wanted);
        return cancelled(
                input(order, cancellation.reason(), false)
                        .add("lines", JsonText.array().add(part)),
                cancellation.lineId());
    }

    /** The quantity of a line still to be cancelled; 0 or less if enough was cancelled before. */
    private static long toCancel(JsonObject line, long active, LineCancellation cancellation) {
        long ordered = Math.max(active, Fields.number(line, "orderPlacedQuantity"));
        return cancellation
                .quantity()
                .map(quantity -> quantity.setScale(0, RoundingMode.UP).longValueExact() - (ordered - active))
                .orElse(active);
    }

    /** The money comes first: a crash in between leaves an unpaid order, not a payment for a cancelled order. */
    private CommandResult cancelAll(JsonObject order, String reason) {
        String orderId = Fields.text(order, "id");
        List<JsonObject> authorized = Fields.objects(order, "payments").stream()
                .filter(payment -> OrderReader.state(payment) == PaymentState.AUTHORIZED)
                .toList();
        boolean stands = !Fields.text(order, "state").equals(OrderReader.CANCELLED);
        if (!stands && authorized.isEmpty()) {
            return new CommandResult.AlreadyDone(orderId);
        }
        for (JsonObject payment : authorized) {
            JsonObject result = Fields.object(
                    api.call(VOID, AdminApi.variables().add("id", Fields.text(payment, "id"))), "cancelPayment");
            if (!Refusals.is(result, "Payment")) {
                return Refusals.of(result);
            }
        }
        if (!stands) {
            return CommandResult.done(orderId);
        }
        if (active(order).isEmpty()) {
            JsonObject result = Fields.object(
                    api.call(TRANSITION, AdminApi.variables().add("id", orderId)), "transitionOrderToState");
            return Refusals.is(result, "Order") ? CommandResult.done(orderId) : Refusals.of(result);
        }
        return cancelled(input(order, reason, true), orderId);
    }

    private CommandResult cancelled(JsonObjectBuilder input, String reference) {
        JsonObject result = Fields.object(api.call(CANCEL, AdminApi.variables().add("input", input)), "cancelOrder");
        return Refusals.is(result, "Order") ? CommandResult.done(reference) : Refusals.of(result);
    }

    private static JsonObjectBuilder input(JsonObject order, String reason, boolean shipping) {
        return JsonText.object()
                .add("orderId", Fields.text(order, "id"))
                .add("reason", reason)
                .add("cancelShipping", shipping);
    }

    private static List<JsonObject> active(JsonObject order) {
        return Fields.objects(order, "lines").stream()
                .filter(line -> Fields.number(line, "quantity") > 0)
                .toList();
    }
}
