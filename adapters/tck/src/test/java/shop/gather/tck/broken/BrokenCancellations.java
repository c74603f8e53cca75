package shop.gather.tck.broken;

import java.util.List;
import java.util.Optional;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.CancellationsContract;
import shop.gather.tck.memory.MemoryBackend;
import shop.gather.tck.memory.MemoryBackend.Change;
import shop.gather.tck.memory.MemoryOrder;

/** Mistakes in cancelling whole orders. */
final class BrokenCancellations {

    private static final String VOIDS = "cancelVoidsWhatWasOnlyAuthorized";
    private static final String REFUNDS = "cancelRefundsNothing";
    private static final String STOCK = "cancelFreesTheStockOnce";
    private static final String REPEATED = "repeatedCancelIsAlreadyDone";
    private static final String OTHERS = "otherOrdersStand";
    private static final String UNKNOWN = "unknownOrderIsRefusedToCancel";

    private BrokenCancellations() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        CancellationsContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).cancellations(null),
                        "cancellationsAreThereExactlyIfClaimed",
                        VOIDS,
                        REFUNDS,
                        STOCK,
                        REPEATED,
                        OTHERS,
                        UNKNOWN),
                flaw(
                        "captured money is given back too",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancel(wanted);
                            order(backend, wanted)
                                    .filter(order -> result instanceof Done)
                                    .filter(order -> payment(order).captured().isPositive())
                                    .ifPresent(order -> order.giveBack(
                                            Optional.empty(),
                                            payment(order).captured(),
                                            true,
                                            order.snapshot().placedAt(),
                                            List.of()));
                            return result;
                        },
                        REFUNDS),
                flaw(
                        "authorized money is taken",
                        (honest, backend, wanted) -> {
                            order(backend, wanted)
                                    .filter(order -> payment(order).state() == PaymentState.AUTHORIZED)
                                    .ifPresent(
                                            order -> order.take(payment(order).amount()));
                            return honest.cancel(wanted);
                        },
                        VOIDS),
                Flaw.of(
                        CancellationsContract.class,
                        "authorized money stays reserved",
                        (shop, backend) -> new Patched(shop)
                                .orders(Edit.retold(
                                        shop.orders(),
                                        order -> Edit.payments(
                                                order,
                                                p -> p.state() == PaymentState.VOIDED
                                                        ? Edit.payment(
                                                                p, PaymentState.AUTHORIZED, p.captured(), p.refunds())
                                                        : p))),
                        VOIDS),
                flaw(
                        "stock is kept",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancel(wanted);
                            if (result instanceof Done) {
                                stock(backend, wanted, -1);
                            }
                            return result;
                        },
                        STOCK),
                flaw(
                        "stock is freed at each call",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancel(wanted);
                            if (result instanceof AlreadyDone) {
                                stock(backend, wanted, 1);
                            }
                            return result;
                        },
                        STOCK),
                flaw(
                        "a repeated cancel is refused",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancel(wanted);
                            return result instanceof AlreadyDone
                                    ? CommandResult.refused(RefusalCode.ORDER_STATE, "cancelled before")
                                    : result;
                        },
                        STOCK,
                        REPEATED),
                flaw(
                        "keys live in the connection",
                        (honest, backend, wanted) -> honest.cancel(
                                new Cancellation(wanted.key() + System.identityHashCode(honest), wanted.orderId(), "")),
                        REPEATED),
                flaw(
                        "all orders of the buyer are cancelled",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancel(wanted);
                            order(backend, wanted)
                                    .filter(order -> result instanceof Done)
                                    .ifPresent(cancelled -> backend.log().stream()
                                            .map(Change::orderId)
                                            .distinct()
                                            .map(id -> backend.order(id).orElseThrow())
                                            .filter(order -> order.snapshot()
                                                    .customerId()
                                                    .equals(cancelled.snapshot().customerId()))
                                            .filter(order -> order != cancelled)
                                            .forEach(backend::cancel));
                            return result;
                        },
                        OTHERS),
                flaw(
                        "nothing is cancelled",
                        (honest, backend, wanted) -> CommandResult.done(""),
                        VOIDS,
                        REFUNDS,
                        STOCK,
                        REPEATED,
                        UNKNOWN),
                flaw(
                        "an unknown order looks done",
                        (honest, backend, wanted) ->
                                honest.cancel(wanted) instanceof Refused ? CommandResult.done("") : new AlreadyDone(""),
                        VOIDS,
                        REFUNDS,
                        STOCK,
                        REPEATED,
                        OTHERS,
                        UNKNOWN));
    }

    private static void stock(MemoryBackend backend, Cancellation wanted, int sign) {
        order(backend, wanted)
                .orElseThrow()
                .snapshot()
                .lines()
                .forEach(line -> backend.addStock(
                        line.variantId().orElseThrow(), sign * line.quantity().intValueExact()));
    }

    private static shop.gather.spi.OrderSnapshot.Payment payment(MemoryOrder order) {
        return order.snapshot().payments().get(0);
    }

    private static Optional<MemoryOrder> order(MemoryBackend backend, Cancellation wanted) {
        return backend.order(wanted.orderId());
    }

    private interface CancelAs {
        CommandResult cancel(Cancellations honest, MemoryBackend backend, Cancellation wanted);
    }

    private static Flaw flaw(String what, CancelAs worse, String... failing) {
        return Flaw.of(
                CancellationsContract.class,
                what,
                (shop, backend) -> {
                    Cancellations honest = shop.cancellations().orElseThrow();
                    return new Patched(shop).cancellations(wanted -> worse.cancel(honest, backend, wanted));
                },
                failing);
    }
}
