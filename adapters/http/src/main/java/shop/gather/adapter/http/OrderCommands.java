package shop.gather.adapter.http;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;

/** The commands on orders. */
final class OrderCommands implements DeferredCapture, Cancellations, LineCancellations, Refunds {

    private final Commands commands;
    private final boolean cancelsUnits;

    /**
     * @param cancelsUnits whether the shop can cancel units of a line; a shop with an earlier version of the contract
     *     would cancel the whole line
     */
    OrderCommands(Commands commands, boolean cancelsUnits) {
        this.commands = commands;
        this.cancelsUnits = cancelsUnits;
    }

    @Override
    public CommandResult capture(Capture capture) {
        if (!Ids.isId(capture.orderId())) {
            return Commands.notFound("order");
        }
        if (!capture.amount().isPositive()) {
            return Commands.notPositive(capture.amount());
        }
        return commands.post(
                "/orders/" + capture.orderId() + "/captures",
                Keys.CAPTURE.of(capture.key()),
                JsonText.object()
                        .add("paymentId", capture.paymentId())
                        .add("total", Commands.money(capture.amount()))
                        .build());
    }

    @Override
    public CommandResult cancel(Cancellation cancellation) {
        if (!Ids.isId(cancellation.orderId())) {
            return Commands.notFound("order");
        }
        return commands.post(
                "/orders/" + cancellation.orderId() + "/cancellation",
                Keys.CANCEL.of(cancellation.key()),
                Commands.reason(cancellation.reason()));
    }

    @Override
    public CommandResult cancelLine(LineCancellation line) {
        if (!Ids.isId(line.orderId()) || !Ids.isId(line.lineId())) {
            return Commands.notFound("line");
        }
        if (line.quantity().isPresent() && !cancelsUnits) {
            return CommandResult.refused(RefusalCode.NOT_SUPPORTED, "this shop cancels whole lines only");
        }
        JsonObjectBuilder body = Json.createObjectBuilder(Commands.reason(line.reason()));
        line.quantity().ifPresent(quantity -> body.add("quantity", quantity));
        return commands.post(
                "/orders/" + line.orderId() + "/lines/" + line.lineId() + "/cancellation",
                Keys.LINE.of(line.key()),
                body.build());
    }

    @Override
    public CommandResult refund(RefundRequest refund) {
        if (!Ids.isId(refund.orderId())) {
            return Commands.notFound("order");
        }
        if (!refund.amount().isPositive()) {
            return Commands.notPositive(refund.amount());
        }
        JsonArrayBuilder lines = JsonText.array();
        refund.lines()
                .forEach(line -> lines.add(
                        JsonText.object().add("lineId", line.lineId()).add("amount", Commands.money(line.amount()))));
        return commands.post(
                "/orders/" + refund.orderId() + "/refunds",
                Keys.REFUND.of(refund.key()),
                JsonText.object()
                        .add("paymentId", refund.paymentId())
                        .add("amount", Commands.money(refund.amount()))
                        .add("lines", lines)
                        .add("reason", refund.reason())
                        .build());
    }
}
