package shop.gather.tck.broken;

import java.util.List;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.RefusalsContract;
import shop.gather.tck.memory.MemoryOffers;

/** Mistakes in refusing. */
final class BrokenRefusals {

    private static final String CAPTURE_OTHER = "aPaymentOfAnotherOrderIsNotCaptured";
    private static final String CAPTURE_NONE = "whatIsNoAmountOfTheOrderIsNotCaptured";
    private static final String REFUND_OTHER = "aPaymentOfAnotherOrderIsNotRefunded";
    private static final String REFUND_NONE = "whatIsNoAmountOfTheOrderIsNotRefunded";
    private static final String CANCEL_AGAIN = "aCancelledOrderIsNotCancelledAgain";
    private static final String LINE_OTHER = "aLineOfAnotherOrderIsNotCancelled";
    private static final String LINE_AGAIN = "aCancelledLineIsNotCancelledAgain";
    private static final String CURRENCY = "aPriceInAnotherCurrencyIsNotOffered";
    private static final String OFFER = "anUnknownOfferAdmitsNobody";
    private static final String CUSTOMER = "anUnknownCustomerLetsNobodyIn";

    private static final OfferFlaws OF = new OfferFlaws(RefusalsContract.class);

    private BrokenRefusals() {}

    static List<Flaw> all() {
        return List.of(
                capture(
                        "only the payment says what is captured",
                        wanted -> new Capture(
                                wanted.key(), orderOf(wanted.paymentId()), wanted.paymentId(), wanted.amount()),
                        CAPTURE_OTHER),
                capture(
                        "any currency is taken for the order's",
                        wanted ->
                                new Capture(wanted.key(), wanted.orderId(), wanted.paymentId(), euros(wanted.amount())),
                        CAPTURE_NONE),
                refund(
                        "only the payment says what is given back",
                        wanted -> new RefundRequest(
                                wanted.key(),
                                orderOf(wanted.paymentId()),
                                wanted.paymentId(),
                                wanted.amount(),
                                wanted.lines(),
                                ""),
                        REFUND_OTHER),
                refund(
                        "a sign is passed over",
                        wanted -> new RefundRequest(
                                wanted.key(),
                                wanted.orderId(),
                                wanted.paymentId(),
                                wanted.amount().abs(),
                                wanted.lines(),
                                ""),
                        REFUND_NONE),
                Flaw.of(
                        RefusalsContract.class,
                        "a second cancellation frees the stock again",
                        (shop, backend) -> new Patched(shop).cancellations(wanted -> {
                            CommandResult result =
                                    shop.cancellations().orElseThrow().cancel(wanted);
                            if (!is(result, RefusalCode.ORDER_STATE)) {
                                return result;
                            }
                            backend.addStock("v1", 1);
                            return new AlreadyDone(wanted.orderId());
                        }),
                        CANCEL_AGAIN),
                Flaw.of(
                        RefusalsContract.class,
                        "a cancelled order is called unknown",
                        (shop, backend) -> new Patched(shop)
                                .cancellations(wanted -> renamed(
                                        shop.cancellations().orElseThrow().cancel(wanted), RefusalCode.ORDER_STATE)),
                        CANCEL_AGAIN),
                Flaw.of(
                        RefusalsContract.class,
                        "a line that is not there counts as cancelled",
                        (shop, backend) -> new Patched(shop).lines(wanted -> {
                            CommandResult result =
                                    shop.lineCancellations().orElseThrow().cancelLine(wanted);
                            return is(result, RefusalCode.NOT_FOUND) ? CommandResult.done("") : result;
                        }),
                        LINE_OTHER),
                Flaw.of(
                        RefusalsContract.class,
                        "a cancelled line is called unknown",
                        (shop, backend) -> new Patched(shop)
                                .lines(wanted -> renamed(
                                        shop.lineCancellations().orElseThrow().cancelLine(wanted),
                                        RefusalCode.ORDER_STATE)),
                        LINE_AGAIN),
                OF.offer(
                        "any currency is taken for the shop's",
                        offer -> PassingOffers.priced(offer, euros(offer.unitPrice())),
                        CURRENCY),
                OF.flaw(
                        "whoever is admitted to nothing looks admitted",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult admit(Admission admission) {
                                CommandResult result = super.admit(admission);
                                return is(result, RefusalCode.OFFER_LIMIT) ? CommandResult.done("GATHER-0") : result;
                            }
                        },
                        OFFER),
                Flaw.of(
                        RefusalsContract.class,
                        "who is unknown is anybody",
                        (shop, backend) -> new Patched(shop)
                                .offers(new PassingOffers(shop.priceOffers().orElseThrow()) {
                                    @Override
                                    public CommandResult admit(Admission admission) {
                                        boolean known = shop.customers()
                                                .customer(admission.customerId())
                                                .isPresent();
                                        return super.admit(
                                                known
                                                        ? admission
                                                        : PassingOffers.admitting(
                                                                admission, MemoryOffers.ANYBODY, admission.until()));
                                    }
                                }),
                        CUSTOMER));
    }

    private static String orderOf(String paymentId) {
        return paymentId.replaceFirst("pay-", "");
    }

    private static Money euros(Money amount) {
        return Money.ofMinor(CurrencyUnit.EUR, amount.getAmountMinorLong());
    }

    private static boolean is(CommandResult result, RefusalCode code) {
        return result instanceof Refused refused && refused.code() == code;
    }

    private static CommandResult renamed(CommandResult result, RefusalCode code) {
        return is(result, code) ? CommandResult.refused(RefusalCode.NOT_FOUND, "gone") : result;
    }

    private static Flaw capture(String what, UnaryOperator<Capture> worse, String... failing) {
        return Flaw.of(
                RefusalsContract.class,
                what,
                (shop, backend) -> new Patched(shop)
                        .capture(wanted -> shop.deferredCapture().orElseThrow().capture(worse.apply(wanted))),
                failing);
    }

    private static Flaw refund(String what, UnaryOperator<RefundRequest> worse, String... failing) {
        return Flaw.of(
                RefusalsContract.class,
                what,
                (shop, backend) -> new Patched(shop)
                        .refunds(wanted -> shop.refunds().orElseThrow().refund(worse.apply(wanted))),
                failing);
    }
}
