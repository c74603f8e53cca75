package shop.gather.tck.memory;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopException;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.memory.MemoryBackend.What;
import shop.gather.tck.memory.MemoryOrder.MemoryLine;

/** What changes an order or what a customer has, done as the SPI demands. */
record MemoryCommands(ShopContext context, MemoryBackend backend, RemoteCalls remote) {

    CommandResult capture(Capture capture) {
        return ofPayment(capture.orderId(), capture.paymentId(), order -> {
            if (order.state() == PaymentState.CAPTURED) {
                return new CommandResult.AlreadyDone(order.paymentId());
            }
            if (order.state() != PaymentState.AUTHORIZED) {
                return CommandResult.refused(RefusalCode.PAYMENT_STATE, "the payment is " + order.state());
            }
            if (isNone(capture.amount(), order)) {
                return CommandResult.refused(RefusalCode.SHOP_REFUSED, "that is no amount of this order");
            }
            if (capture.amount().isGreaterThan(order.due())) {
                return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "only " + order.due() + " is due");
            }
            order.take(capture.amount());
            backend.changed(What.CAPTURED, order.orderId);
            return CommandResult.done(order.paymentId());
        });
    }

    CommandResult cancel(Cancellation cancellation) {
        return of(
                cancellation.orderId(),
                order -> once(cancellation.key(), () -> {
                    if (order.isCancelled()) {
                        return CommandResult.refused(RefusalCode.ORDER_STATE, "cancelled before");
                    }
                    backend.cancel(order);
                    order.because(cancellation.reason());
                    return CommandResult.done(order.orderId);
                }));
    }

    CommandResult cancelLine(LineCancellation cancellation) {
        return of(
                cancellation.orderId(),
                order -> once(cancellation.key(), () -> {
                    Optional<MemoryLine> line = order.line(cancellation.lineId());
                    if (line.isEmpty()) {
                        return CommandResult.refused(RefusalCode.NOT_FOUND, "no such line");
                    }
                    int ordered = line.get().quantity;
                    int wanted = cancellation
                            .quantity()
                            .map(units -> Math.min(ordered, units.intValueExact()))
                            .orElse(ordered);
                    if (line.get().cancelled >= wanted) {
                        return cancellation.quantity().isPresent()
                                ? new CommandResult.AlreadyDone(cancellation.lineId())
                                : CommandResult.refused(RefusalCode.ORDER_STATE, "cancelled before");
                    }
                    backend.cancelLine(order, cancellation.lineId(), wanted);
                    return CommandResult.done(cancellation.lineId());
                }));
    }

    CommandResult refund(RefundRequest request) {
        return ofPayment(request.orderId(), request.paymentId(), order -> {
            if (order.refund(request.key()).isPresent()) {
                return new CommandResult.AlreadyDone(request.key());
            }
            if (isNone(request.amount(), order)) {
                return CommandResult.refused(RefusalCode.SHOP_REFUSED, "that is no amount of this order");
            }
            if (request.amount().isGreaterThan(order.left())) {
                return CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "only " + order.left() + " is left");
            }
            give(order, request, request.amount());
            return CommandResult.done(request.key());
        });
    }

    CommandResult credit(Credit credit) {
        return answered(() -> once(credit.key(), () -> {
            if (backend.customer(credit.customerId()).isEmpty()) {
                return CommandResult.refused(RefusalCode.NOT_FOUND, "no such customer");
            }
            if (!credit.amount().getCurrencyUnit().equals(CurrencyUnit.EUR)
                    || !credit.amount().isPositive()) {
                return CommandResult.refused(RefusalCode.SHOP_REFUSED, "that is no amount of this shop");
            }
            backend.credits().give(credit.customerId(), credit.amount());
            return CommandResult.done(credit.key());
        }));
    }

    private static boolean isNone(Money amount, MemoryOrder order) {
        return !amount.getCurrencyUnit().equals(order.left().getCurrencyUnit()) || !amount.isPositive();
    }

    private void give(MemoryOrder order, RefundRequest request, Money amount) {
        order.giveBack(Optional.of(request.key()), amount, true, context.clock().instant(), request.lines());
        order.because(request.reason());
        backend.changed(What.REFUNDED, order.orderId);
    }

    private CommandResult ofPayment(String orderId, String paymentId, Function<MemoryOrder, CommandResult> command) {
        return of(
                orderId,
                order -> order.paymentId().equals(paymentId)
                        ? command.apply(order)
                        : CommandResult.refused(RefusalCode.NOT_FOUND, "no such payment"));
    }

    private CommandResult of(String orderId, Function<MemoryOrder, CommandResult> command) {
        return answered(() -> backend.order(orderId)
                .map(command)
                .orElseGet(() -> CommandResult.refused(RefusalCode.NOT_FOUND, "no such order")));
    }

    private CommandResult answered(Supplier<CommandResult> command) {
        try {
            return remote.call(() -> {
                synchronized (backend) {
                    return command.get();
                }
            });
        } catch (ShopException failure) {
            return CommandResult.of(failure);
        }
    }

    private CommandResult once(String key, Supplier<CommandResult> command) {
        Optional<String> before = backend.done(key);
        if (before.isPresent()) {
            return new CommandResult.AlreadyDone(before.get());
        }
        CommandResult result = command.get();
        if (result instanceof CommandResult.Done done) {
            backend.remember(key, done.reference());
        }
        return result;
    }
}
