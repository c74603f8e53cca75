package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CommandResult;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.RefusalCode;

/**
 * Cancels orders and lines. An order gets the status for it, and the payment gateway voids what it has not taken. A line cannot be cancelled in WooCommerce;
 * it is given back without money, which frees its stock, shows the owner what is not to be sent, and leaves every amount as it was.
 */
final class WooCancellations implements Cancellations, LineCancellations {

    private final RestApi api;
    private final OrderReader reader;
    private final OrderNotes notes;

    WooCancellations(RestApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
        this.notes = new OrderNotes(api);
    }

    @Override
    public CommandResult cancel(Cancellation cancellation) {
        return Commands.run(() -> reader.placed(cancellation.orderId())
                .map(order -> cancel(order, cancellation.reason()))
                .orElseGet(() -> Commands.notFound("order " + cancellation.orderId())));
    }

    /** An order that was refunded in full lost its status "cancelled" to that: then the mark tells. */
    private CommandResult cancel(PlacedOrder order, String reason) {
        boolean before = order.status().equals(PlacedOrder.CANCELLED)
                || (order.status().equals(PlacedOrder.REFUNDED)
                        && Fields.meta(order.order(), Marks.CANCELLED).isPresent());
        if (before) {
            Fields.meta(order.order(), Marks.CANCELLED).ifPresent(ours -> notes.addOnce(order, note(ours)));
            return new CommandResult.AlreadyDone(order.id());
        }
        RestApi.Reply reply = api.change(
                "PUT",
                "orders/" + order.id(),
                Map.of(),
                Json.createObjectBuilder()
                        .add("status", PlacedOrder.CANCELLED)
                        .add("meta_data", Marks.meta(Map.of(Marks.CANCELLED, reason)))
                        .build());
        if (!reply.isGood()) {
            return Commands.refused(reply);
        }
        JsonObject answer = RestApi.object(reply);
        if (!Fields.text(answer, "status").equals(PlacedOrder.CANCELLED)) {
            return new CommandResult.Unknown("the shop left the order " + Fields.text(answer, "status"));
        }
        notes.add(order, note(reason));
        return CommandResult.done(order.id());
    }

    private static String note(String reason) {
        return "Gather cancelled this order: " + reason;
    }

    @Override
    public CommandResult cancelLine(LineCancellation cancellation) {
        return Commands.run(() -> reader.placed(cancellation.orderId())
                .map(order -> cancelLine(order, cancellation))
                .orElseGet(() -> Commands.notFound("order " + cancellation.orderId())));
    }

    private CommandResult cancelLine(PlacedOrder order, LineCancellation cancellation) {
        List<JsonObject> items = Fields.objects(order.order(), "line_items");
        Optional<JsonObject> line = items.stream()
                .filter(item -> Fields.id(item, "id").equals(cancellation.lineId()))
                .findFirst();
        if (line.isEmpty()) {
            return Commands.notFound("line " + cancellation.lineId() + " in order " + cancellation.orderId());
        }
        BigDecimal ordered = BigDecimal.valueOf(Fields.number(line.get(), "quantity"));
        if (cancellation
                .quantity()
                .filter(wanted -> wanted.compareTo(ordered) < 0)
                .isPresent()) {
            return CommandResult.refused(
                    RefusalCode.NOT_SUPPORTED, "this adapter cancels whole lines only, not a part of a line");
        }
        Set<String> gone = new HashSet<>(order.cancelledLines());
        if (order.isCancelled() || gone.contains(cancellation.lineId())) {
            return new CommandResult.AlreadyDone(cancellation.lineId());
        }
        gone.add(cancellation.lineId());
        if (items.stream().allMatch(item -> gone.contains(Fields.id(item, "id")))) {
            return cancel(order, cancellation.reason());
        }
        return giveBack(order, line.get(), cancellation);
    }

    private CommandResult giveBack(PlacedOrder order, JsonObject line, LineCancellation cancellation) {
        RestApi.Reply reply = api.change(
                "POST",
                "orders/" + order.id() + "/refunds",
                Map.of(),
                Json.createObjectBuilder()
                        .add("amount", "0")
                        .add("reason", RefundReason.with(cancellation.reason(), cancellation.key()))
                        .add("api_refund", false)
                        .add("api_restock", true)
                        .add(
                                "line_items",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("id", Long.parseLong(cancellation.lineId()))
                                                .add("quantity", Fields.number(line, "quantity"))
                                                .add("refund_total", 0)))
                        .add(
                                "meta_data",
                                Marks.meta(Map.of(Marks.KEY, cancellation.key(), Marks.CANCELS, cancellation.lineId())))
                        .build());
        return reply.isGood() ? CommandResult.done(cancellation.lineId()) : Commands.refused(reply);
    }
}
