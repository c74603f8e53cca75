package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CommandResult;
import shop.gather.spi.LineCancellations;

/**
 * Cancels orders and lines. An order gets the status cancelled, and its payment gateway voids the authorization.
 * WooCommerce cannot cancel a line or units of it. Instead they get a refund of amount zero, which releases their
 * stock, shows the owner what not to send, and changes no amount.
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
        return Commands.onOrder(cancellation.orderId(), reader::placed, order -> cancel(order, cancellation.reason()));
    }

    /** A full refund replaces the status "cancelled"; then the mark shows the cancellation. */
    private CommandResult cancel(PlacedOrder order, String reason) {
        boolean before = order.status().equals(PlacedOrder.CANCELLED)
                || (order.status().equals(PlacedOrder.REFUNDED)
                        && WooFields.meta(order.order(), Marks.CANCELLED).isPresent());
        if (before) {
            WooFields.meta(order.order(), Marks.CANCELLED).ifPresent(ours -> notes.addOnce(order, note(ours)));
            return new CommandResult.AlreadyDone(order.id());
        }
        RestApi.Reply reply = api.change(
                "PUT",
                "orders/" + order.id(),
                Map.of(),
                JsonText.object()
                        .add("status", PlacedOrder.CANCELLED)
                        .add("meta_data", Marks.meta(Map.of(Marks.CANCELLED, reason)))
                        .build());
        if (!reply.isGood()) {
            return Refusals.of(reply);
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
        return Commands.onOrder(cancellation.orderId(), reader::placed, order -> cancelLine(order, cancellation));
    }

    private CommandResult cancelLine(PlacedOrder order, LineCancellation cancellation) {
        List<JsonObject> items = Fields.objects(order.order(), "line_items");
        Optional<JsonObject> line = items.stream()
                .filter(item -> WooFields.id(item, "id").equals(cancellation.lineId()))
                .findFirst();
        if (line.isEmpty()) {
            return Commands.notFound("line " + cancellation.lineId() + " in order " + cancellation.orderId());
        }
        BigDecimal ordered = ordered(line.get());
        BigDecimal before = order.cancelled(cancellation.lineId(), ordered);
        BigDecimal wanted = cancellation.quantity().map(ordered::min).orElse(ordered);
        if (before.compareTo(wanted) >= 0) {
            return new CommandResult.AlreadyDone(cancellation.lineId());
        }
        boolean othersStand = items.stream()
                .anyMatch(item -> item != line.get()
                        && order.cancelled(WooFields.id(item, "id"), ordered(item))
                                        .compareTo(ordered(item))
                                < 0);
        if (wanted.compareTo(ordered) == 0 && !othersStand) {
            return cancel(order, cancellation.reason());
        }
        return giveBack(order, wanted.subtract(before), wanted.compareTo(ordered) == 0, cancellation);
    }

    private static BigDecimal ordered(JsonObject item) {
        BigDecimal quantity = Fields.decimal(item, "quantity");
        return quantity.signum() > 0 ? quantity : BigDecimal.ONE;
    }

    private CommandResult giveBack(PlacedOrder order, BigDecimal units, boolean whole, LineCancellation cancellation) {
        Map<String, String> marks =
                new HashMap<>(Map.of(Marks.KEY, cancellation.key(), Marks.CANCELS, cancellation.lineId()));
        if (!whole) {
            marks.put(Marks.UNITS, units.toPlainString());
        }
        RestApi.Reply reply = api.change(
                "POST",
                "orders/" + order.id() + "/refunds",
                Map.of(),
                JsonText.object()
                        .add("amount", "0")
                        .add("reason", RefundReason.with(cancellation.reason(), cancellation.key()))
                        .add("api_refund", false)
                        .add("api_restock", true)
                        .add(
                                "line_items",
                                JsonText.array()
                                        .add(JsonText.object()
                                                .add("id", Long.parseLong(cancellation.lineId()))
                                                .add("quantity", units)
                                                .add("refund_total", 0)))
                        .add("meta_data", Marks.meta(marks))
                        .build());
        return reply.isGood() ? CommandResult.done(cancellation.lineId()) : Refusals.of(reply);
    }
}
