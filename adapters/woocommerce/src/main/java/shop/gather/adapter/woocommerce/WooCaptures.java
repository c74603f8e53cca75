package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;

/**
 * Captures authorized payments: an order on hold is moved on, and its payment gateway takes the money, all of it. Where less is wanted, the rest is given back
 * at once under a key made from the capture's; the order remembers that this was the plan. What the gateway says itself decides whether the money was taken.
 */
final class WooCaptures implements DeferredCapture {

    private static final String REST = "/rest";

    private final RestApi api;
    private final OrderReader reader;
    private final WooRefunds refunds;
    private final OrderNotes notes;

    WooCaptures(RestApi api, OrderReader reader, WooRefunds refunds) {
        this.api = api;
        this.reader = reader;
        this.refunds = refunds;
        this.notes = new OrderNotes(api);
    }

    @Override
    public CommandResult capture(Capture capture) {
        return Commands.run(() -> reader.placed(capture.orderId())
                .map(order -> capture(capture, order))
                .orElseGet(() -> Commands.notFound("order " + capture.orderId())));
    }

    private CommandResult capture(Capture capture, PlacedOrder order) {
        if (!order.hasPayment(capture.paymentId())) {
            return Commands.notFound("payment " + capture.paymentId());
        }
        if (!capture.amount().getCurrencyUnit().equals(order.currency())
                || !capture.amount().isPositive()) {
            return CommandResult.refused(
                    RefusalCode.SHOP_REFUSED, "a capture must be an amount above 0 in the currency of the order");
        }
        if (order.payment() == PaymentState.CAPTURED) {
            boolean ours = CapturePlan.of(order.order())
                    .filter(CapturePlan.of(capture)::equals)
                    .isPresent();
            return giveBack(capture, order, ours, new CommandResult.AlreadyDone(order.id()));
        }
        if (order.payment() != PaymentState.AUTHORIZED) {
            return CommandResult.refused(RefusalCode.PAYMENT_STATE, "the order is " + order.status());
        }
        if (!capture.paymentId().equals(order.paymentId())) {
            return CommandResult.refused(
                    RefusalCode.PAYMENT_STATE, "the buyer has paid once more since: this payment is over");
        }
        if (!order.status().equals(PlacedOrder.ON_HOLD)) {
            return notTaken(order);
        }
        return capture.amount().isGreaterThan(order.total())
                ? CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "more than was authorized")
                : take(capture, order);
    }

    private CommandResult take(Capture capture, PlacedOrder order) {
        Map<String, String> marks =
                new HashMap<>(Map.of(Marks.CAPTURE, CapturePlan.of(capture).format()));
        order.promised().ifPresent(at -> marks.put(Marks.AUTHORIZED, Long.toString(at.getEpochSecond())));
        RestApi.Reply reply = api.change(
                "PUT",
                "orders/" + order.id(),
                Map.of(),
                Json.createObjectBuilder()
                        .add("status", "processing")
                        .add("meta_data", Marks.meta(marks))
                        .build());
        if (!reply.isGood()) {
            return Commands.refused(reply);
        }
        // The gateway works while the status changes, and sets it again where the bank declines.
        PlacedOrder after = new PlacedOrder(RestApi.object(reply), order.refunds());
        if (after.payment() == PaymentState.AUTHORIZED) {
            // The answer may have been made from what the shop knew before its gateway worked.
            after = reader.placed(order.id()).orElse(after);
        }
        return switch (after.payment()) {
            case CAPTURED -> {
                notes.askToCheck(after, capture.amount());
                yield giveBack(capture, after, true, CommandResult.done(order.id()));
            }
            case AUTHORIZED -> notTaken(after);
            default -> {
                noteDeclined(after, capture.paymentId());
                yield CommandResult.refused(
                        RefusalCode.PAYMENT_STATE,
                        "the payment gateway did not take the money: the order is " + after.status());
            }
        };
    }

    /** Some gateways leave the order as if they had taken the money, and say in a note alone that they have not. */
    private CommandResult notTaken(PlacedOrder order) {
        return CommandResult.refused(
                RefusalCode.PAYMENT_STATE,
                "the order is " + order.status() + ", but its payment gateway "
                        + order.gateway().method()
                        + " has not taken the money. Take it in the shop or at the gateway; the order's notes say why it failed"
                        + notes.last(order).map(note -> ": " + note).orElse("."));
    }

    /** The next payment must not be taken for this one. Should this fail, the gateway's own name for the payment tells them apart. */
    private void noteDeclined(PlacedOrder order, String paymentId) {
        try {
            api.change(
                    "PUT",
                    "orders/" + order.id(),
                    Map.of(),
                    Json.createObjectBuilder()
                            .add("meta_data", Marks.meta(Map.of(Marks.DECLINED, paymentId, Marks.AUTHORIZED, "")))
                            .build());
        } catch (ShopException notNoted) {
            // The capture's own result stands.
        }
    }

    private CommandResult giveBack(Capture capture, PlacedOrder order, boolean ours, CommandResult then) {
        Money rest = order.total().minus(capture.amount());
        if (!ours || !rest.isPositive()) {
            return then;
        }
        CommandResult given = refunds.refund(new RefundRequest(
                capture.key() + REST,
                order.id(),
                order.paymentId(),
                rest,
                cancelled(order, rest),
                "Not to be captured"));
        if (given instanceof CommandResult.Refused refused) {
            return new CommandResult.RetryAfter(
                    Duration.ofMinutes(1),
                    "all was captured, and the shop will not give " + rest + " back: " + refused.reason());
        }
        return given instanceof CommandResult.Done || given instanceof CommandResult.AlreadyDone ? then : given;
    }

    /** The rest is what cancelled lines cost, as far as it reaches; what is left over was for the order as a whole. */
    private List<RefundLine> cancelled(PlacedOrder order, Money rest) {
        List<RefundLine> lines = new ArrayList<>();
        Money left = rest;
        for (OrderSnapshot.Line line : reader.snapshot(order).lines()) {
            if (line.isCancelled() && left.isPositive()) {
                Money part = line.gross().isGreaterThan(left) ? left : line.gross();
                lines.add(RefundLine.of(line.lineId(), part));
                left = left.minus(part);
            }
        }
        return lines;
    }
}
