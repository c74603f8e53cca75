package shop.gather.tck.broken;

import java.util.List;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.DeferredCaptureContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in taking authorized money. */
final class BrokenCaptures {

    private static final String WAITS = "moneyWaitsExactlyIfItCanBeCapturedLater";
    private static final String ONCE = "captureTakesTheMoneyOnce";
    private static final String REPEATED = "repeatedCaptureTakesNothingMore";
    private static final String TOO_MUCH = "moreThanAuthorizedIsRefused";
    private static final String PART = "aPartIsTakenExactlyOrRefused";
    private static final String UNKNOWN = "unknownOrderOrPaymentIsRefused";
    private static final String CANCELLED = "nothingIsTakenAfterACancellation";

    private BrokenCaptures() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        DeferredCaptureContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).capture(null),
                        "deferredCaptureIsThereExactlyIfClaimed",
                        ONCE,
                        REPEATED,
                        TOO_MUCH,
                        PART,
                        UNKNOWN,
                        CANCELLED),
                Flaw.of(
                        DeferredCaptureContract.class,
                        "authorized is told as captured",
                        (shop, backend) -> new Patched(shop)
                                .orders(Edit.retold(
                                        shop.orders(),
                                        order -> Edit.payments(
                                                order,
                                                p -> p.state() == PaymentState.AUTHORIZED
                                                        ? Edit.payment(p, PaymentState.CAPTURED, p.amount(), List.of())
                                                        : p))),
                        WAITS,
                        ONCE,
                        REPEATED,
                        TOO_MUCH,
                        PART,
                        UNKNOWN,
                        CANCELLED),
                flaw(
                        "nothing is taken",
                        (honest, backend, wanted) -> CommandResult.done(""),
                        ONCE,
                        REPEATED,
                        TOO_MUCH,
                        PART,
                        UNKNOWN,
                        CANCELLED),
                flaw(
                        "money is taken at each call",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.capture(wanted);
                            if (result instanceof AlreadyDone) {
                                take(backend, wanted);
                            }
                            return result;
                        },
                        REPEATED),
                flaw(
                        "money is taken twice at once",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.capture(wanted);
                            if (result instanceof Done) {
                                take(backend, wanted);
                            }
                            return result;
                        },
                        ONCE,
                        REPEATED,
                        PART),
                flaw(
                        "a repeated capture is refused",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.capture(wanted);
                            return result instanceof AlreadyDone
                                    ? CommandResult.refused(RefusalCode.PAYMENT_STATE, "captured")
                                    : result;
                        },
                        REPEATED),
                flaw(
                        "more than authorized is cut down",
                        (honest, backend, wanted) -> isRefused(honest.capture(wanted), RefusalCode.AMOUNT_TOO_HIGH)
                                ? honest.capture(of(wanted, total(backend, wanted)))
                                : CommandResult.done(""),
                        TOO_MUCH,
                        REPEATED,
                        UNKNOWN,
                        CANCELLED),
                flaw(
                        "a part takes everything",
                        (honest, backend, wanted) ->
                                backend.order(wanted.orderId()).isPresent()
                                                && wanted.amount().isLessThan(total(backend, wanted))
                                        ? honest.capture(of(wanted, total(backend, wanted)))
                                        : honest.capture(wanted),
                        PART),
                flaw(
                        "the payment is not looked at",
                        (honest, backend, wanted) -> honest.capture(new Capture(
                                wanted.key(), wanted.orderId(), "pay-" + wanted.orderId(), wanted.amount())),
                        UNKNOWN),
                flaw(
                        "a payment of a cancelled order is captured",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.capture(wanted);
                            if (isRefused(result, RefusalCode.PAYMENT_STATE)) {
                                take(backend, wanted);
                                return CommandResult.done("");
                            }
                            return result;
                        },
                        CANCELLED));
    }

    private static boolean isRefused(CommandResult result, RefusalCode code) {
        return result instanceof Refused refused && refused.code() == code;
    }

    private static Capture of(Capture wanted, Money amount) {
        return new Capture(wanted.key(), wanted.orderId(), wanted.paymentId(), amount);
    }

    private static void take(MemoryBackend backend, Capture wanted) {
        backend.order(wanted.orderId()).orElseThrow().take(wanted.amount());
    }

    private static Money total(MemoryBackend backend, Capture wanted) {
        return backend.order(wanted.orderId())
                .orElseThrow()
                .snapshot()
                .payments()
                .get(0)
                .amount();
    }

    private interface CaptureAs {
        CommandResult capture(DeferredCapture honest, MemoryBackend backend, Capture wanted);
    }

    private static Flaw flaw(String what, CaptureAs worse, String... failing) {
        return Flaw.of(
                DeferredCaptureContract.class,
                what,
                (shop, backend) -> new Patched(shop)
                        .capture(wanted -> worse.capture(shop.deferredCapture().orElseThrow(), backend, wanted)),
                failing);
    }
}
