package shop.gather.adapter.sampleshop;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;

/**
 * The commands on orders. Keys at the shop also name the operation; this distinguishes Gather's refunds from those of
 * an owner, which have other keys.
 */
final class OrderCommands implements DeferredCapture, Cancellations, LineCancellations, Refunds {

    private static final String REFUND = "gather-refund:";

    private final ShopClient client;
    private final Commands commands;

    OrderCommands(ShopClient client, Commands commands) {
        this.client = client;
        this.commands = commands;
    }

    /** Gather's key of a refund; empty if the refund has another origin. */
    static Optional<String> refundKey(String keyAtShop) {
        return keyAtShop != null && keyAtShop.startsWith(REFUND)
                ? Optional.of(keyAtShop.substring(REFUND.length()))
                : Optional.empty();
    }

    @Override
    public CommandResult capture(Capture capture) {
        if (!Reads.isId(capture.orderId())) {
            return Commands.notFound("order");
        }
        Optional<CommandResult> refused = commands.refusedAmount(capture.amount());
        if (refused.isPresent()) {
            return refused.get();
        }
        String body = client.written(
                new Wire.CaptureRequest(capture.paymentId(), capture.amount().getAmountMinorLong()));
        String key = "capture:" + capture.key();
        return commands.run(key, api -> api.capture(key, capture.orderId(), body));
    }

    @Override
    public CommandResult cancel(Cancellation cancellation) {
        if (!Reads.isId(cancellation.orderId())) {
            return Commands.notFound("order");
        }
        String body = client.written(new Wire.CancelRequest(cancellation.reason()));
        String key = "cancel:" + cancellation.key();
        return commands.run(key, api -> api.cancel(key, cancellation.orderId(), body));
    }

    @Override
    public CommandResult cancelLine(LineCancellation line) {
        if (!Reads.isId(line.orderId()) || !Reads.isId(line.lineId())) {
            return Commands.notFound("line");
        }
        if (line.quantity()
                .filter(quantity -> quantity.stripTrailingZeros().scale() > 0)
                .isPresent()) {
            return CommandResult.refused(RefusalCode.NOT_SUPPORTED, "The shop sells by the piece only");
        }
        String body = client.written(new Wire.CancelLineRequest(line.quantity().orElse(null), line.reason()));
        String key = "cancel-line:" + line.key();
        return commands.run(key, api -> api.cancelLine(key, line.orderId(), line.lineId(), body));
    }

    @Override
    public CommandResult refund(RefundRequest refund) {
        if (!Reads.isId(refund.orderId())) {
            return Commands.notFound("order");
        }
        Optional<CommandResult> refused = commands.refusedAmount(refund.amount());
        if (refused.isPresent()) {
            return refused.get();
        }
        List<Wire.RefundLine> lines = refund.lines().stream()
                .map(line -> new Wire.RefundLine(
                        line.lineId(),
                        line.amount().getAmountMinorLong(),
                        line.tax().map(Money::getAmountMinorLong).orElse(null)))
                .toList();
        String body = client.written(new Wire.RefundRequest(
                refund.paymentId(), refund.amount().getAmountMinorLong(), lines, refund.reason()));
        String key = REFUND + refund.key();
        return commands.run(key, api -> api.refund(key, refund.orderId(), body));
    }
}
