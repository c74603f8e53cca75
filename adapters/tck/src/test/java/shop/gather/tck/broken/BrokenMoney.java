package shop.gather.tck.broken;

import java.math.RoundingMode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.Refunds;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.MoneyContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in rounding, and in what is left of the whole. */
final class BrokenMoney {

    private static final String MANY = "manyOfAnArticleCostWhatTheShopSays";
    private static final String SHARE = "aShareOffAddsUp";
    private static final String TAKEN = "allThatIsAuthorizedIsTaken";
    private static final String PARTS = "partsGivenBackAreTheWhole";
    private static final String LINES = "linesGivenBackLeaveTheShipping";
    private static final String CANCELLED = "aCancelledOrderIsGivenBackInWhole";
    private static final String CREDITS = "creditsAddUpToTheMinorUnit";
    private static final String THREE = "threeAtAnOddPriceCostThreeTimesAsMuch";

    private BrokenMoney() {}

    static List<Flaw> all() {
        return List.of(
                retold(
                        "tax is rounded for each article",
                        line -> {
                            Money one = each(line).multipliedBy(5).dividedBy(6, RoundingMode.HALF_UP);
                            Money net = one.multipliedBy(line.quantity().longValueExact());
                            return Edit.line(
                                    line,
                                    line.quantity(),
                                    line.cancelledQuantity(),
                                    net,
                                    line.gross().minus(net));
                        },
                        MANY,
                        SHARE),
                retold(
                        "a line costs the rounded price of one, times the quantity",
                        line -> Edit.line(
                                line,
                                line.quantity(),
                                line.cancelledQuantity(),
                                line.net(),
                                each(line)
                                        .multipliedBy(line.quantity().longValueExact())
                                        .minus(line.net())),
                        SHARE),
                Flaw.of(
                        MoneyContract.class,
                        "what is taken is rounded as for cash",
                        (shop, backend) -> new Patched(shop).capture(wanted -> shop.deferredCapture()
                                .orElseThrow()
                                .capture(new Capture(
                                        wanted.key(),
                                        wanted.orderId(),
                                        wanted.paymentId(),
                                        cash(wanted.amount(), RoundingMode.DOWN)))),
                        TAKEN),
                refund(
                        "what is given back is rounded as for cash",
                        (honest, backend, wanted) ->
                                honest.refund(amounting(wanted, cash(wanted.amount(), RoundingMode.UP))),
                        PARTS,
                        LINES,
                        CANCELLED),
                refund(
                        "the last part stays at the shop",
                        (honest, backend, wanted) -> {
                            OrderSnapshot.Payment payment = payment(backend, wanted);
                            Money left = payment.refunds().stream()
                                    .map(OrderSnapshot.Refund::amount)
                                    .reduce(payment.captured(), Money::minus);
                            return !payment.refunds().isEmpty()
                                            && wanted.amount().isEqual(left)
                                    ? CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "something must stay")
                                    : honest.refund(wanted);
                        },
                        PARTS),
                refund(
                        "a line is given back without its tax",
                        (honest, backend, wanted) -> honest.refund(
                                wanted.lines().isEmpty()
                                        ? wanted
                                        : amounting(
                                                wanted,
                                                wanted.amount().multipliedBy(5).dividedBy(6, RoundingMode.HALF_UP))),
                        LINES),
                refund(
                        "nothing is given back of a cancelled order",
                        (honest, backend, wanted) -> backend.order(wanted.orderId())
                                                .orElseThrow()
                                                .snapshot()
                                                .state()
                                        == OrderSnapshot.State.CANCELLED
                                ? CommandResult.refused(RefusalCode.ORDER_STATE, "cancelled")
                                : honest.refund(wanted),
                        CANCELLED),
                Flaw.of(
                        MoneyContract.class,
                        "credit is rounded as for cash",
                        (shop, backend) -> new Patched(shop).credits(wanted -> shop.storeCredits()
                                .orElseThrow()
                                .credit(BrokenCredits.to(
                                        wanted, wanted.customerId(), cash(wanted.amount(), RoundingMode.UP)))),
                        CREDITS),
                new OfferFlaws(MoneyContract.class)
                        .offer(
                                "the third costs the full price",
                                offer -> PassingOffers.capped(offer, Math.min(2, offer.maxQuantity())),
                                THREE));
    }

    private static Money each(Line line) {
        return line.gross().dividedBy(line.quantity(), RoundingMode.HALF_UP);
    }

    private static Money cash(Money amount, RoundingMode rounding) {
        return amount.dividedBy(5, rounding).multipliedBy(5);
    }

    private static RefundRequest amounting(RefundRequest wanted, Money amount) {
        return new RefundRequest(wanted.key(), wanted.orderId(), wanted.paymentId(), amount, List.of(), "");
    }

    private static OrderSnapshot.Payment payment(MemoryBackend backend, RefundRequest wanted) {
        return backend.order(wanted.orderId())
                .orElseThrow()
                .snapshot()
                .payments()
                .get(0);
    }

    private static Flaw retold(String what, UnaryOperator<Line> edit, String... failing) {
        return Flaw.of(
                MoneyContract.class,
                what,
                (shop, backend) ->
                        new Patched(shop).orders(Edit.retold(shop.orders(), order -> Edit.lines(order, edit))),
                failing);
    }

    private interface RefundAs {
        CommandResult refund(Refunds honest, MemoryBackend backend, RefundRequest wanted);
    }

    private static Flaw refund(String what, RefundAs worse, String... failing) {
        return Flaw.of(
                MoneyContract.class,
                what,
                (shop, backend) -> {
                    Refunds honest = shop.refunds().orElseThrow();
                    return new Patched(shop).refunds(wanted -> worse.refund(honest, backend, wanted));
                },
                failing);
    }
}
