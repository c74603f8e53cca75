package shop.gather.adapter.http;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;

/** What Gather does with orders. */
final class OrderCommands implements DeferredCapture, Cancellations, LineCancellations, Refunds {

    private final Commands commands;

    OrderCommands(Commands commands) {
        this.commands = commands;
    }

    @Override
    public CommandResult capture(Capture capture) {
        if (!Addresses.isId(capture.orderId())) {
            return Commands.notFound("order");
        }
        if (!capture.amount().isPositive()) {
            return Commands.notPositive(capture.amount());
        }
        return commands.post(
                "/orders/" + capture.orderId() + "/captures",
                Keys.CAPTURE.of(capture.key()),
                Json.createObjectBuilder()
                        .add("paymentId", capture.paymentId())
                        .add("total", Commands.money(capture.amount()))
                        .build());
    }

    @Override
    public CommandResult cancel(Cancellation cancellation) {
        if (!Addresses.isId(cancellation.orderId())) {
            return Commands.notFound("order");
        }
        return commands.post(
                "/orders/" + cancellation.orderId() + "/cancellation",
                Keys.CANCEL.of(cancellation.key()),
                Commands.reason(cancellation.reason()));
    }

    @Override
    public CommandResult cancelLine(LineCancellation line) {
        if (!Addresses.isId(line.orderId()) || !Addresses.isId(line.lineId())) {
            return Commands.notFound("line");
        }
        if (line.quantity().isPresent()) {
            // A shop that follows an earlier contract would cancel the whole line.
            return CommandResult.refused(RefusalCode.NOT_SUPPORTED, "the contract cancels whole lines only");
        }
        return commands.post(
                "/orders/" + line.orderId() + "/lines/" + line.lineId() + "/cancellation",
                Keys.LINE.of(line.key()),
                Commands.reason(line.reason()));
    }

    @Override
    public CommandResult refund(RefundRequest refund) {
        if (!Addresses.isId(refund.orderId())) {
            return Commands.notFound("order");
        }
        if (!refund.amount().isPositive()) {
            return Commands.notPositive(refund.amount());
        }
        JsonArrayBuilder lines = Json.createArrayBuilder();
        refund.lines()
                .forEach(line -> lines.add(Json.createObjectBuilder()
                        .add("lineId", line.lineId())
                        .add("amount", Commands.money(line.amount()))));
        return commands.post(
                "/orders/" + refund.orderId() + "/refunds",
                Keys.REFUND.of(refund.key()),
                Json.createObjectBuilder()
                        .add("paymentId", refund.paymentId())
                        .add("amount", Commands.money(refund.amount()))
                        .add("lines", lines)
                        .add("reason", refund.reason())
                        .build());
    }
}
