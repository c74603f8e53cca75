package shop.gather.tck.broken;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.LineCancellationsContract;
import shop.gather.tck.memory.MemoryBackend;
import shop.gather.tck.memory.MemoryOrder;

/** Mistakes in cancelling one line. */
final class BrokenLines {

    private static final String ONLY = "onlyTheLineIsCancelledAndItKeepsItsAmounts";
    private static final String STOCK = "onlyTheLinesStockIsFreedAndOnlyOnce";
    private static final String CAPTURED = "capturedMoneyIsNotGivenBackByTheCancellation";
    private static final String REST = "ofAnAuthorizationOnlyTheRestIsTaken";
    private static final String UNITS = "onlyTheWantedUnitsAreCancelled";
    private static final String UNITS_REST = "whatTheOtherUnitsCostIsTakenOfAnAuthorization";
    private static final String UNKNOWN = "unknownLineIsRefusedAndNothingHappens";

    private BrokenLines() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        LineCancellationsContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).lines(null),
                        "lineCancellationsAreThereExactlyIfClaimed",
                        ONLY,
                        STOCK,
                        CAPTURED,
                        REST,
                        UNKNOWN,
                        UNITS,
                        UNITS_REST),
                flaw(
                        "the quantity is ignored and the whole line is cancelled",
                        (honest, backend, wanted) -> honest.cancelLine(LineCancellation.whole(
                                wanted.key(), wanted.orderId(), wanted.lineId(), wanted.reason())),
                        UNITS,
                        UNITS_REST),
                flaw(
                        "the quantity is cancelled again at each call",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancelLine(wanted);
                            if (result instanceof AlreadyDone
                                    && wanted.quantity().isPresent()) {
                                backend.cancelLine(order(backend, wanted), wanted.lineId());
                            }
                            return result;
                        },
                        UNITS),
                flaw(
                        "units are refused although the shop is said to cancel them",
                        (honest, backend, wanted) -> wanted.quantity().isPresent()
                                ? CommandResult.refused(RefusalCode.NOT_SUPPORTED, "whole lines only")
                                : honest.cancelLine(wanted),
                        UNITS,
                        UNITS_REST),
                flaw(
                        "all lines are cancelled",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancelLine(wanted);
                            if (result instanceof Done) {
                                lines(backend, wanted)
                                        .forEach(line -> backend.cancelLine(order(backend, wanted), line.lineId()));
                            }
                            return result;
                        },
                        ONLY,
                        STOCK,
                        REST,
                        UNITS,
                        UNITS_REST),
                flaw(
                        "the whole order is cancelled",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancelLine(wanted);
                            if (result instanceof Done) {
                                backend.cancel(order(backend, wanted));
                            }
                            return result;
                        },
                        ONLY,
                        STOCK,
                        REST,
                        UNITS,
                        UNITS_REST),
                Flaw.of(
                        LineCancellationsContract.class,
                        "a cancelled line is worth nothing",
                        (shop, backend) -> new Patched(shop)
                                .orders(Edit.retold(
                                        shop.orders(),
                                        order -> Edit.lines(
                                                order,
                                                line -> line.cancelledQuantity().signum() == 0
                                                        ? line
                                                        : Edit.line(
                                                                line,
                                                                line.quantity(),
                                                                line.cancelledQuantity(),
                                                                Money.zero(order.currency()),
                                                                Money.zero(order.currency()))))),
                        ONLY,
                        UNITS),
                Flaw.of(
                        LineCancellationsContract.class,
                        "a cancelled line is left out",
                        (shop, backend) -> new Patched(shop).orders(Edit.retold(shop.orders(), BrokenLines::standing)),
                        ONLY,
                        UNITS,
                        UNITS_REST),
                flaw(
                        "stock is freed at each call",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancelLine(wanted);
                            if (result instanceof AlreadyDone) {
                                backend.addStock("v1", 2);
                            }
                            return result;
                        },
                        STOCK,
                        UNITS),
                flaw(
                        "stock of the other line is freed too",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancelLine(wanted);
                            if (result instanceof Done) {
                                backend.addStock("v2", 1);
                            }
                            return result;
                        },
                        STOCK),
                flaw(
                        "keys live in the connection",
                        (honest, backend, wanted) -> honest.cancelLine(new LineCancellation(
                                wanted.key() + System.identityHashCode(honest),
                                wanted.orderId(),
                                wanted.lineId(),
                                wanted.quantity(),
                                "")),
                        STOCK),
                flaw(
                        "captured money is given back by the way",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancelLine(wanted);
                            MemoryOrder order = backend.order(wanted.orderId()).orElse(null);
                            if (result instanceof Done
                                    && order.snapshot()
                                            .payments()
                                            .get(0)
                                            .captured()
                                            .isPositive()) {
                                order.giveBack(
                                        Optional.empty(),
                                        Money.parse("EUR 39.98"),
                                        true,
                                        order.snapshot().placedAt(),
                                        List.of());
                            }
                            return result;
                        },
                        CAPTURED),
                Flaw.of(
                        LineCancellationsContract.class,
                        "all that was authorized is taken",
                        (shop, backend) -> new Patched(shop).capture(wanted -> {
                            CommandResult result =
                                    shop.deferredCapture().orElseThrow().capture(wanted);
                            if (result instanceof Done) {
                                MemoryOrder order =
                                        backend.order(wanted.orderId()).orElseThrow();
                                order.take(order.snapshot()
                                        .payments()
                                        .get(0)
                                        .amount()
                                        .minus(wanted.amount()));
                            }
                            return result;
                        }),
                        REST,
                        UNITS_REST),
                Flaw.of(
                        LineCancellationsContract.class,
                        "after a line is cancelled the rest cannot be taken",
                        (shop, backend) -> new Patched(shop)
                                .capture(wanted -> wanted.amount().isLessThan(total(backend, wanted))
                                        ? CommandResult.refused(RefusalCode.SHOP_REFUSED, "all or nothing")
                                        : shop.deferredCapture().orElseThrow().capture(wanted)),
                        REST,
                        UNITS_REST),
                flaw(
                        "an unknown line looks done",
                        (honest, backend, wanted) -> honest.cancelLine(wanted) instanceof AlreadyDone
                                ? new AlreadyDone("")
                                : CommandResult.done(""),
                        UNKNOWN),
                flaw(
                        "an unknown line cancels the first",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.cancelLine(wanted);
                            backend.order(wanted.orderId())
                                    .filter(order -> result instanceof CommandResult.Refused)
                                    .ifPresent(order -> backend.cancelLine(
                                            order,
                                            order.snapshot().lines().get(0).lineId()));
                            return result;
                        },
                        UNKNOWN));
    }

    private static OrderSnapshot standing(OrderSnapshot order) {
        return new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                order.buyerEmailHash(),
                order.placedAt(),
                order.state(),
                order.fulfilment(),
                order.currency(),
                order.lines().stream()
                        .filter(line -> line.cancelledQuantity().signum() == 0)
                        .toList(),
                order.shipping(),
                order.payments(),
                order.couponCodes(),
                order.metadata());
    }

    private static Money total(MemoryBackend backend, Capture wanted) {
        return backend.order(wanted.orderId())
                .orElseThrow()
                .snapshot()
                .payments()
                .get(0)
                .amount();
    }

    private static MemoryOrder order(MemoryBackend backend, LineCancellation wanted) {
        return backend.order(wanted.orderId()).orElseThrow();
    }

    private static List<Line> lines(MemoryBackend backend, LineCancellation wanted) {
        return order(backend, wanted).snapshot().lines();
    }

    private interface CancelAs {
        CommandResult cancelLine(LineCancellations honest, MemoryBackend backend, LineCancellation wanted);
    }

    private static Flaw flaw(String what, CancelAs worse, String... failing) {
        return Flaw.of(
                LineCancellationsContract.class,
                what,
                (shop, backend) -> {
                    LineCancellations honest = shop.lineCancellations().orElseThrow();
                    return new Patched(shop).lines(wanted -> worse.cancelLine(honest, backend, wanted));
                },
                failing);
    }
}
