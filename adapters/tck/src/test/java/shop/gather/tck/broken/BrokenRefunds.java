package shop.gather.tck.broken;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Refunds;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.RefundsContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in giving money back. */
final class BrokenRefunds {

    private static final String EXACT = "refundGivesBackExactlyAndIsFoundByItsKey";
    private static final String REPEATED = "repeatedRefundGivesBackOnce";
    private static final String RESTART = "repeatedRefundGivesBackOnceAfterARestart";
    private static final String TWO = "twoKeysAreTwoRefundsEvenOfTheSameAmount";
    private static final String ALL = "everythingCanBeGivenBack";
    private static final String TOO_MUCH = "moreThanWasTakenIsRefused";
    private static final String LEFT = "moreThanIsLeftIsRefused";
    private static final String AUTHORIZED = "authorizedMoneyIsNotRefunded";
    private static final String UNKNOWN = "unknownOrderOrPaymentIsNotRefunded";
    private static final String LINES = "linesOfARefundAreKeptOrLeftOut";

    private BrokenRefunds() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        RefundsContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).refunds(null),
                        "refundsAreThereExactlyIfClaimed",
                        EXACT,
                        REPEATED,
                        RESTART,
                        TWO,
                        ALL,
                        TOO_MUCH,
                        LEFT,
                        AUTHORIZED,
                        UNKNOWN,
                        LINES),
                flaw(
                        "each call gives money back",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.refund(wanted);
                            if (result instanceof AlreadyDone) {
                                give(backend, wanted, wanted.amount(), true);
                            }
                            return result;
                        },
                        REPEATED,
                        RESTART),
                flaw(
                        "a repeated key is done again",
                        (honest, backend, wanted) -> honest.refund(keyed(wanted, wanted.key() + System.nanoTime())),
                        EXACT,
                        REPEATED,
                        RESTART,
                        TWO),
                flaw(
                        "keys live in the connection",
                        (honest, backend, wanted) ->
                                honest.refund(keyed(wanted, wanted.key() + System.identityHashCode(honest))),
                        EXACT,
                        RESTART,
                        TWO),
                flaw(
                        "the same amount is taken for the same refund",
                        (honest, backend, wanted) ->
                                honest.refund(keyed(wanted, wanted.amount().toString())),
                        EXACT,
                        TWO,
                        LEFT),
                Flaw.of(
                        RefundsContract.class,
                        "the key is lost in the snapshot",
                        (shop, backend) -> new Patched(shop)
                                .orders(Edit.retold(
                                        shop.orders(),
                                        order -> Edit.refunds(
                                                order,
                                                r -> Refund.of(
                                                        r.refundId(),
                                                        Optional.empty(),
                                                        r.amount(),
                                                        r.settled(),
                                                        r.at(),
                                                        r.lines())))),
                        EXACT,
                        TWO),
                flaw(
                        "the refund is left pending",
                        (honest, backend, wanted) -> {
                            boolean possible = captured(backend, wanted).isPositive()
                                    && wanted.paymentId().startsWith("pay-")
                                    && !wanted.amount().isGreaterThan(left(backend, wanted));
                            if (!possible) {
                                return honest.refund(wanted);
                            }
                            give(backend, wanted, wanted.amount(), false);
                            return CommandResult.done(wanted.key());
                        },
                        EXACT,
                        REPEATED,
                        RESTART,
                        TWO,
                        ALL,
                        LEFT,
                        LINES),
                flaw(
                        "too much is cut down",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.refund(wanted);
                            if (isRefused(result, RefusalCode.AMOUNT_TOO_HIGH)
                                    && left(backend, wanted).isPositive()) {
                                return honest.refund(amounting(wanted, left(backend, wanted)));
                            }
                            return result;
                        },
                        TOO_MUCH,
                        LEFT),
                flaw(
                        "only single refunds are compared with what was taken",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.refund(wanted);
                            if (isRefused(result, RefusalCode.AMOUNT_TOO_HIGH)
                                    && !wanted.amount().isGreaterThan(captured(backend, wanted))) {
                                give(backend, wanted, wanted.amount(), true);
                                return CommandResult.done(wanted.key());
                            }
                            return result;
                        },
                        ALL,
                        LEFT),
                flaw(
                        "too much has another name",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.refund(wanted);
                            return isRefused(result, RefusalCode.AMOUNT_TOO_HIGH)
                                    ? CommandResult.refused(RefusalCode.SHOP_REFUSED, "error 500")
                                    : result;
                        },
                        ALL,
                        TOO_MUCH,
                        LEFT,
                        AUTHORIZED),
                flaw(
                        "shipping is never given back",
                        (honest, backend, wanted) ->
                                backend.order(wanted.orderId()).isPresent()
                                                && wanted.amount()
                                                        .plus(Money.parse("EUR 4.90"))
                                                        .isGreaterThan(captured(backend, wanted))
                                        ? CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "goods only")
                                        : honest.refund(wanted),
                        ALL),
                flaw(
                        "authorized money looks refunded",
                        (honest, backend, wanted) -> {
                            CommandResult result = honest.refund(wanted);
                            return result instanceof Refused
                                            && captured(backend, wanted).isZero()
                                    ? CommandResult.done("")
                                    : result;
                        },
                        AUTHORIZED,
                        UNKNOWN),
                flaw(
                        "the payment is not looked at",
                        (honest, backend, wanted) -> honest.refund(new RefundRequest(
                                wanted.key(),
                                wanted.orderId(),
                                "pay-" + wanted.orderId(),
                                wanted.amount(),
                                wanted.lines(),
                                "")),
                        UNKNOWN),
                flaw(
                        "the refund is booked on another line",
                        (honest, backend, wanted) -> honest.refund(new RefundRequest(
                                wanted.key(),
                                wanted.orderId(),
                                wanted.paymentId(),
                                wanted.amount(),
                                wanted.lines().stream()
                                        .map(line -> RefundLine.of("0", line.amount()))
                                        .toList(),
                                "")),
                        LINES));
    }

    static RefundRequest keyed(RefundRequest wanted, String key) {
        return new RefundRequest(
                key, wanted.orderId(), wanted.paymentId(), wanted.amount(), wanted.lines(), wanted.reason());
    }

    private static RefundRequest amounting(RefundRequest wanted, Money amount) {
        return new RefundRequest(wanted.key(), wanted.orderId(), wanted.paymentId(), amount, List.of(), "");
    }

    private static boolean isRefused(CommandResult result, RefusalCode code) {
        return result instanceof Refused refused && refused.code() == code;
    }

    private static void give(MemoryBackend backend, RefundRequest wanted, Money amount, boolean settled) {
        backend.order(wanted.orderId())
                .orElseThrow()
                .giveBack(Optional.of(wanted.key()), amount, settled, java.time.Instant.now(), List.of());
    }

    private static Money captured(MemoryBackend backend, RefundRequest wanted) {
        return backend.order(wanted.orderId())
                .map(order -> order.snapshot().payments().get(0).captured())
                .orElse(Money.parse("EUR 0.00"));
    }

    private static Money left(MemoryBackend backend, RefundRequest wanted) {
        return backend.order(wanted.orderId()).orElseThrow().snapshot().payments().get(0).refunds().stream()
                .map(Refund::amount)
                .reduce(captured(backend, wanted), Money::minus);
    }

    private interface RefundAs {
        CommandResult refund(Refunds honest, MemoryBackend backend, RefundRequest wanted);
    }

    private static Flaw flaw(String what, RefundAs worse, String... failing) {
        return Flaw.of(
                RefundsContract.class,
                what,
                (shop, backend) -> {
                    Refunds honest = shop.refunds().orElseThrow();
                    return new Patched(shop).refunds(wanted -> worse.refund(honest, backend, wanted));
                },
                failing);
    }
}
