package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.medusa.PlacedOrder.Line;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.RefusalCode;

/**
 * Cancels orders and lines. Medusa's own cancellation refunds all captured money without a reference to lines, and an
 * edit of an authorized order voids the authorization. So if nothing was captured, an order is cancelled by Medusa's
 * own cancellation; for a single line a credit line is written and the stock is released, so that Medusa does not ship
 * it. If money was captured, an edit removes the lines and the money is left to {@link MedusaRefunds}.
 */
final class MedusaCancellations implements Cancellations, LineCancellations {

    private final MedusaApi api;
    private final OrderReader reader;
    private final OrderEdits edits;

    MedusaCancellations(MedusaApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
        this.edits = new OrderEdits(api);
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

    private CommandResult cancelAll(PlacedOrder order, String reason) {
        if (order.isCanceled()) {
            return new AlreadyDone(order.id());
        }
        if (order.left().isZero()) {
            Reply reply = api.post("/orders/" + Query.encoded(order.id()) + "/cancel", JsonText.object());
            return reply.isDone() ? CommandResult.done(order.id()) : Refusals.of(reply, RefusalCode.ORDER_STATE);
        }
        if (order.isOver()) {
            return new AlreadyDone(order.id());
        }
        return takeOut(order, active(order), reason, order.id());
    }

    private CommandResult cancelLine(PlacedOrder order, LineCancellation cancellation) {
        Optional<Line> found = order.lines().stream()
                .filter(line -> line.lineId().equals(cancellation.lineId()))
                .findFirst();
        if (found.isEmpty()) {
            return Commands.notFound("line " + cancellation.lineId() + " in order " + cancellation.orderId());
        }
        Line line = found.get();
        if (cancellation
                .quantity()
                .filter(wanted -> wanted.compareTo(line.quantity()) < 0)
                .isPresent()) {
            return CommandResult.refused(
                    RefusalCode.NOT_SUPPORTED, "this adapter cancels whole lines only, not a part of a line");
        }
        if (line.isOver()) {
            // The answer may have been lost before the stock was released.
            boolean freed = order.credit(PlacedOrder.LINE_CREDIT, line.lineId()).isPresent() && freeStock(line);
            return freed ? CommandResult.done(line.lineId()) : new AlreadyDone(line.lineId());
        }
        if (active(order).equals(List.of(line))) {
            return cancelAll(order, cancellation.reason());
        }
        // What was paid by store credit alone has no authorization that an edit could void, and nothing to lower.
        return order.left().isZero() && order.isAuthorized()
                ? credit(order, line)
                : takeOut(order, List.of(line), cancellation.reason(), line.lineId());
    }

    /**
     * The money comes first: a crash in between leaves reserved stock, not a cancelled line that is captured.
     */
    private CommandResult credit(PlacedOrder order, Line line) {
        if (line.fulfilled().signum() > 0) {
            return shipped(line);
        }
        Money amount = line.gross().isGreaterThan(order.pending()) ? order.pending() : line.gross();
        if (amount.isPositive()) {
            Reply reply = api.post(
                    "/orders/" + Query.encoded(order.id()) + "/credit-lines",
                    JsonText.object()
                            .add("amount", amount.getAmount())
                            .add("reference", PlacedOrder.LINE_CREDIT)
                            .add("reference_id", line.lineId()));
            if (!reply.isDone()) {
                return Refusals.of(reply, RefusalCode.ORDER_STATE);
            }
        }
        freeStock(line);
        return CommandResult.done(line.lineId());
    }

    /** Whether there was stock to release. */
    private boolean freeStock(Line line) {
        Query query = Query.fields("id,line_item_id").and("limit", 100);
        List<JsonObject> own = Filtered.list(api, "reservations", query, "line_item_id", line.lineId());
        for (JsonObject reservation : own) {
            Reply reply = api.delete("/reservations/" + Query.encoded(Fields.text(reservation, "id")));
            if (!reply.isMissing()) {
                MedusaApi.expect(reply);
            }
        }
        return !own.isEmpty();
    }

    private CommandResult takeOut(PlacedOrder order, List<Line> lines, String reason, String reference) {
        return lines.stream()
                .filter(line -> line.fulfilled().signum() > 0)
                .findFirst()
                .map(MedusaCancellations::shipped)
                .orElseGet(() -> edits.takeOut(
                        order.id(), lines.stream().map(Line::lineId).toList(), reason, reference));
    }

    private static CommandResult shipped(Line line) {
        return CommandResult.refused(
                RefusalCode.ORDER_STATE,
                "line " + line.lineId() + " is being sent already: cancel its fulfilment first");
    }

    private static List<Line> active(PlacedOrder order) {
        return order.lines().stream().filter(line -> !line.isOver()).toList();
    }
}
