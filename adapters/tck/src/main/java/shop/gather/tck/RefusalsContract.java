package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Refunds;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Refusals of the commands of all ports, in addition to each port's own contract: items of another order or customer,
 * items that have ended, and amounts that are not above zero.
 */
public interface RefusalsContract extends ShopUnderTest {

    @Test
    @Proves(Capability.DEFERRED_CAPTURE)
    default void aPaymentOfAnotherOrderIsNotCaptured() {
        DeferredCapture port = Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
        Scene scene = new Scene(this);
        PlacedOrder mine = scene.order(scene.buyer());
        PlacedOrder strangers = scene.order(scene.buyer());
        Results.refused(
                () -> port.capture(new Capture(Results.newKey(), mine.orderId(), payment(strangers), mine.total())),
                RefusalCode.NOT_FOUND);
        assertThat(driver().record(mine.orderId()).captures()).isZero();
        assertThat(driver().record(strangers.orderId()).captures()).isZero();
    }

    @Test
    @Proves(Capability.DEFERRED_CAPTURE)
    default void whatIsNoAmountOfTheOrderIsNotCaptured() {
        DeferredCapture port = Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        for (Money amount : noAmounts(placed.total())) {
            Capture capture = new Capture(Results.newKey(), placed.orderId(), payment(placed), amount);
            assertRefused(() -> port.capture(capture), amount);
        }
        assertThat(driver().record(placed.orderId()).captures()).isZero();
    }

    @Test
    @Proves(Capability.REFUNDS)
    default void aPaymentOfAnotherOrderIsNotRefunded() {
        Refunds port = Claims.port(this, Capability.REFUNDS, Shop::refunds);
        Scene scene = new Scene(this);
        PlacedOrder mine = scene.paidOrder();
        PlacedOrder strangers = scene.paidOrder();
        Results.refused(
                () -> port.refund(refund(mine, payment(strangers), mine.total().dividedBy(3, RoundingMode.DOWN))),
                RefusalCode.NOT_FOUND);
        assertThat(driver().record(mine.orderId()).refunds()).isZero();
        assertThat(driver().record(strangers.orderId()).refunds()).isZero();
    }

    @Test
    @Proves(Capability.REFUNDS)
    default void whatIsNoAmountOfTheOrderIsNotRefunded() {
        Refunds port = Claims.port(this, Capability.REFUNDS, Shop::refunds);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        for (Money amount : noAmounts(placed.total())) {
            RefundRequest refund = refund(placed, payment(placed), amount);
            assertRefused(() -> port.refund(refund), amount);
        }
        assertThat(driver().record(placed.orderId()).refunds()).isZero();
    }

    /**
     * Under another key, as by somebody who does not know of the first. The order that the owner cancelled is paid
     * here: of an authorization there might be something left to void.
     */
    @Test
    @Proves(Capability.CANCELLATIONS)
    default void aCancelledOrderIsNotCancelledAgain() {
        Cancellations port = Claims.port(this, Capability.CANCELLATIONS, Shop::cancellations);
        Scene scene = new Scene(this);
        int stock = driver().stock(scene.article());
        PlacedOrder byGather = scene.order(scene.buyer());
        PlacedOrder byTheOwner = scene.paidOrder();
        Results.done(() -> port.cancel(cancellation(byGather)));
        driver().cancel(byTheOwner.orderId());
        for (PlacedOrder cancelled : List.of(byGather, byTheOwner)) {
            assertNothingMoves(scene, cancelled, stock, () -> port.cancel(cancellation(cancelled)));
        }
    }

    @Test
    @Proves(Capability.LINE_CANCELLATIONS)
    default void aLineOfAnotherOrderIsNotCancelled() {
        LineCancellations port = linesPort();
        Scene scene = new Scene(this);
        OrderSnapshot mine = scene.read(scene.order(scene.buyer()));
        OrderSnapshot strangers = scene.read(scene.order(scene.buyer(), twoArticles(scene), Payment.AUTHORIZE));
        String line = strangers.lines().stream()
                .map(Line::lineId)
                .filter(id -> !id.equals(mine.lines().get(0).lineId()))
                .findFirst()
                .orElseThrow();
        Results.refused(
                () -> port.cancelLine(LineCancellation.whole(Results.newKey(), mine.orderId(), line, "team failed")),
                RefusalCode.NOT_FOUND);
        assertThat(scene.read(mine.orderId())).isEqualTo(mine);
        assertThat(scene.read(strangers.orderId())).isEqualTo(strangers);
    }

    @Test
    @Proves(Capability.LINE_CANCELLATIONS)
    default void aCancelledLineIsNotCancelledAgain() {
        LineCancellations port = linesPort();
        Scene scene = new Scene(this);
        int stock = driver().stock(scene.article());
        PlacedOrder alone = scene.order(scene.buyer(), twoArticles(scene), Payment.AUTHORIZE);
        PlacedOrder withItsOrder = scene.order(scene.buyer(), twoArticles(scene), Payment.AT_ONCE);
        Results.done(() -> port.cancelLine(cancellation(scene, alone)));
        driver().cancel(withItsOrder.orderId());
        for (PlacedOrder cancelled : List.of(alone, withItsOrder)) {
            LineCancellation again = cancellation(scene, cancelled);
            assertNothingMoves(scene, cancelled, stock, () -> port.cancelLine(again));
        }
    }

    @Test
    @Proves(Capability.PRICE_OFFERS)
    default void aPriceInAnotherCurrencyIsNotOffered() {
        PriceOffers offers = offersPort();
        Scene scene = new Scene(this);
        Money price = foreign(scene.article().price());
        assertRefused(() -> offers.offer(offer(scene, price)), price);
    }

    @Test
    @Proves(Capability.PRICE_OFFERS)
    default void anUnknownOfferAdmitsNobody() {
        PriceOffers offers = offersPort();
        Scene scene = new Scene(this);
        Offer offer = offer(scene, scene.article().price());
        Results.refused(
                () -> offers.admit(admission(offer, "99999999", scene.buyer().customerId())),
                RefusalCode.NOT_FOUND,
                RefusalCode.OFFER_LIMIT);
    }

    /** Refused, or without effect. */
    @Test
    @Proves(Capability.PRICE_OFFERS)
    default void anUnknownCustomerLetsNobodyIn() {
        PriceOffers offers = offersPort();
        Scene scene = new Scene(this);
        Money half = scene.article().price().dividedBy(2, RoundingMode.DOWN);
        try (OpenOffer open = OpenOffer.of(offers, scene.article(), half, 1, scene.now())) {
            CommandResult result =
                    Results.settled(() -> offers.admit(admission(open.offer(), open.reference(), "99999999")));
            if (result instanceof Done done) {
                Customer stranger = scene.buyer();
                new Till(scene, offers).assertFullPrice(stranger, done.reference(), scene.article());
            } else {
                Results.refused(() -> result, RefusalCode.NOT_FOUND);
            }
        }
    }

    private LineCancellations linesPort() {
        return Claims.port(this, Capability.LINE_CANCELLATIONS, Shop::lineCancellations);
    }

    private PriceOffers offersPort() {
        return Claims.port(this, Capability.PRICE_OFFERS, Shop::priceOffers);
    }

    /** Already done, or refused with ORDER_STATE; either way order and stock do not change. */
    private void assertNothingMoves(Scene scene, PlacedOrder cancelled, int stock, Supplier<CommandResult> command) {
        Await.until("the stock to come back", () -> driver().stock(scene.article()) == stock);
        OrderSnapshot before = scene.read(cancelled);
        CommandResult again = Results.settled(command);
        assertThat(again).isInstanceOfAny(AlreadyDone.class, Refused.class);
        if (again instanceof Refused refused) {
            assertThat(refused.code()).as(refused.reason()).isEqualTo(RefusalCode.ORDER_STATE);
        }
        assertThat(scene.read(cancelled)).isEqualTo(before);
        assertThat(driver().stock(scene.article())).as("stock").isEqualTo(stock);
    }

    private static void assertRefused(Supplier<CommandResult> command, Money amount) {
        CommandResult result = Results.settled(command);
        assertThat(result).as("what %s leads to", amount).isInstanceOf(Refused.class);
        assertThat(((Refused) result).reason()).as("the reason, for the owner").isNotBlank();
    }

    private String payment(PlacedOrder placed) {
        return Scene.payment(shop().orders().order(placed.orderId()).orElseThrow())
                .paymentId();
    }

    private static RefundRequest refund(PlacedOrder placed, String paymentId, Money amount) {
        return new RefundRequest(Results.newKey(), placed.orderId(), paymentId, amount, List.of(), "team failed");
    }

    private static Cancellation cancellation(PlacedOrder placed) {
        return new Cancellation(Results.newKey(), placed.orderId(), "team failed");
    }

    private static LineCancellation cancellation(Scene scene, PlacedOrder placed) {
        Line line =
                Books.linesOf(scene.read(placed), scene.article().variantId()).get(0);
        return LineCancellation.whole(Results.newKey(), placed.orderId(), line.lineId(), "team failed");
    }

    private static Offer offer(Scene scene, Money price) {
        return new Offer(
                Results.newKey(),
                scene.article().variantId(),
                price,
                1,
                scene.now().minus(Duration.ofHours(1)),
                scene.now().plus(Duration.ofHours(1)));
    }

    private static Admission admission(Offer offer, String reference, String customerId) {
        return new Admission(
                Results.newKey(), reference, customerId, offer.variantId(), offer.unitPrice(), 1, offer.endsAt());
    }

    private static Map<String, Integer> twoArticles(Scene scene) {
        return Map.of(scene.article().variantId(), 1, scene.otherArticle().variantId(), 1);
    }

    private static List<Money> noAmounts(Money amount) {
        return List.of(
                Money.zero(amount.getCurrencyUnit()), Money.ofMinor(amount.getCurrencyUnit(), -1), foreign(amount));
    }

    /** The same number of minor units in a currency in which the shop does not sell. */
    private static Money foreign(Money amount) {
        CurrencyUnit other = amount.getCurrencyUnit().equals(CurrencyUnit.CHF) ? CurrencyUnit.EUR : CurrencyUnit.CHF;
        return Money.ofMinor(other, amount.getAmountMinorLong() / 3);
    }
}
