package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** What happens to an order between its checkout and its end, in every kind of shop. */
abstract class OrderLife extends OrderScene {

    @Test
    void anAuthorizedOrderIsReadAsItWasPlaced() {
        Customer ann = driver().register("Ann");
        Map<String, Integer> cart = new HashMap<>(Map.of(tea().variantId(), 2, mug().variantId(), 1));
        PlacedOrder placed = driver().checkout(Checkout.of(ann, cart));

        OrderSnapshot order = read(placed);

        assertThat(order.orderId()).isEqualTo(placed.orderId());
        assertThat(order.number()).isEqualTo(placed.number());
        assertThat(order.customerId()).contains(ann.customerId());
        assertThat(order.state()).isEqualTo(OrderSnapshot.State.OPEN);
        assertThat(order.shipping()).isEqualTo(SHIPPING);
        assertThat(lineOf(order, tea()).gross()).isEqualTo(tea().price().multipliedBy(2));
        assertThat(lineOf(order, mug()).gross()).isEqualTo(mug().price());
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.state()).isEqualTo(PaymentState.AUTHORIZED);
            assertThat(payment.amount()).isEqualTo(placed.total());
            assertThat(payment.captured()).isEqualTo(Money.parse("EUR 0"));
            assertThat(payment.paidAt()).isPresent();
        });
        assertThat(shop().orders().placedBy(ann.customerId(), order.placedAt())).containsExactly(order.orderId());
        assertThat(shop().orders().placedBy(ann.customerId(), order.placedAt().plusMillis(1)))
                .isEmpty();
    }

    @Test
    void aDeclinedPaymentPlacesNoOrder() {
        Customer ann = driver().register("Ann");
        PlacedOrder cart = driver().checkout(
                        new Checkout(ann, Map.of(tea().variantId(), 1), null, null, Map.of(), Payment.DECLINED));

        assertThat(shop().orders().order(cart.orderId())).isEmpty();
        assertThat(shop().orders().placedBy(ann.customerId(), Instant.EPOCH)).isEmpty();
    }

    @Test
    void aCaptureTakesTheMoneyOnce() {
        PlacedOrder placed = aTeamOrderWithAMug(1);
        Capture capture = aCapture(read(placed), placed.total());

        assertThat(shop().deferredCapture().orElseThrow().capture(capture)).isInstanceOf(CommandResult.Done.class);
        assertThat(shop().deferredCapture().orElseThrow().capture(capture))
                .isInstanceOf(CommandResult.AlreadyDone.class);

        assertThat(driver().record(placed.orderId()).captures()).isEqualTo(1);
        assertThat(read(placed).payments()).singleElement().satisfies(payment -> {
            assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
            assertThat(payment.captured()).isEqualTo(placed.total());
        });
    }

    @Test
    void noMoreIsCapturedThanWasAuthorized() {
        PlacedOrder placed = aTeamOrderWithAMug(1);

        CommandResult result = shop().deferredCapture()
                .orElseThrow()
                .capture(aCapture(read(placed), placed.total().plusMinor(1)));

        assertThat(result).isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(RefusalCode.AMOUNT_TOO_HIGH));
        assertThat(driver().record(placed.orderId()).captures()).isZero();
    }

    @Test
    void aFailedTeamsLineIsCancelledAndOnlyTheRestIsPaid() {
        int stock = driver().stock(tea());
        PlacedOrder placed = aTeamOrderWithAMug(2);
        OrderSnapshot before = read(placed);
        OrderSnapshot.Line teaLine = lineOf(before, tea());
        LineCancellation cancellation =
                LineCancellation.whole(key(), placed.orderId(), teaLine.lineId(), "The team failed");

        assertThat(shop().lineCancellations().orElseThrow().cancelLine(cancellation))
                .isInstanceOf(CommandResult.Done.class);
        assertThat(shop().lineCancellations().orElseThrow().cancelLine(cancellation))
                .isInstanceOf(CommandResult.AlreadyDone.class);

        OrderSnapshot between = read(placed);
        assertThat(between.state()).isEqualTo(OrderSnapshot.State.OPEN);
        assertThat(lineOf(between, tea()))
                .isEqualTo(OrderSnapshot.Line.article(
                        teaLine.lineId(), tea().variantId(), 2, 2, teaLine.net(), teaLine.tax()));
        assertThat(between.payments()).isEqualTo(before.payments());
        assertThat(driver().stock(tea())).isEqualTo(stock);

        Money rest = mug().price().plus(SHIPPING);
        Capture capture = aCapture(between, rest);
        assertThat(shop().deferredCapture().orElseThrow().capture(capture)).isInstanceOf(CommandResult.Done.class);
        assertThat(shop().deferredCapture().orElseThrow().capture(capture))
                .isInstanceOf(CommandResult.AlreadyDone.class);

        Record record = driver().record(placed.orderId());
        assertThat(record.captured().minus(record.refunded())).isEqualTo(rest);
        assertThat(record.captures()).isEqualTo(1);
        assertThat(record.refunds()).isEqualTo(1);
        assertThat(record.activeQuantities())
                .containsEntry(tea().variantId(), 0)
                .containsEntry(mug().variantId(), 1);
        assertThat(read(placed).payments()).singleElement().satisfies(payment -> {
            assertThat(payment.captured()).isEqualTo(placed.total());
            assertThat(payment.refunds()).singleElement().satisfies(refund -> {
                assertThat(refund.key()).contains(capture.key() + "/rest");
                assertThat(refund.amount()).isEqualTo(teaLine.gross());
                assertThat(refund.settled()).isTrue();
                assertThat(refund.lines()).containsExactly(RefundLine.of(teaLine.lineId(), teaLine.gross()));
            });
        });
    }

    @Test
    void cancellingTheOnlyLineCancelsTheOrderAndVoidsThePayment() {
        Customer ann = driver().register("Ann");
        PlacedOrder placed = driver().checkout(Checkout.of(ann, Map.of(tea().variantId(), 1)));
        OrderSnapshot before = read(placed);

        CommandResult result = shop().lineCancellations()
                .orElseThrow()
                .cancelLine(LineCancellation.whole(
                        key(), placed.orderId(), before.lines().get(0).lineId(), "The team failed"));

        assertThat(result).isInstanceOf(CommandResult.Done.class);
        OrderSnapshot after = read(placed);
        assertThat(after.state()).isEqualTo(OrderSnapshot.State.CANCELLED);
        assertThat(after.payments()).extracting(OrderSnapshot.Payment::state).containsExactly(PaymentState.VOIDED);
        assertThat(after.shipping()).isEqualTo(before.shipping());
    }

    @Test
    void cancellingAnAuthorizedOrderTakesNothing() {
        int stock = driver().stock(tea());
        PlacedOrder placed = aTeamOrderWithAMug(2);
        OrderSnapshot before = read(placed);
        Cancellation cancellation = new Cancellation(key(), placed.orderId(), "The team failed");

        assertThat(shop().cancellations().orElseThrow().cancel(cancellation)).isInstanceOf(CommandResult.Done.class);
        assertThat(shop().cancellations().orElseThrow().cancel(cancellation))
                .isInstanceOf(CommandResult.AlreadyDone.class);

        OrderSnapshot after = read(placed);
        assertThat(after.state()).isEqualTo(OrderSnapshot.State.CANCELLED);
        assertThat(after.payments()).extracting(OrderSnapshot.Payment::state).containsExactly(PaymentState.VOIDED);
        assertThat(after.shipping()).isEqualTo(before.shipping());
        assertThat(after.lines()).allMatch(line -> line.isCancelled());
        assertThat(after.lines())
                .extracting(OrderSnapshot.Line::gross)
                .containsExactlyElementsOf(
                        before.lines().stream().map(OrderSnapshot.Line::gross).toList());
        assertThat(driver().record(placed.orderId()).captures()).isZero();
        assertThat(driver().stock(tea())).isEqualTo(stock);
        assertThat(shop().deferredCapture().orElseThrow().capture(aCapture(after, placed.total())))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.PAYMENT_STATE));
    }

    @Test
    void cancellingACapturedOrderRefundsNothingByItself() {
        Customer ann = driver().register("Ann");
        PlacedOrder placed = driver().checkout(
                        new Checkout(ann, Map.of(tea().variantId(), 1), null, null, Map.of(), Payment.AT_ONCE));

        CommandResult result = shop().cancellations()
                .orElseThrow()
                .cancel(new Cancellation(key(), placed.orderId(), "The team failed"));

        assertThat(result).isInstanceOf(CommandResult.Done.class);
        assertThat(driver().record(placed.orderId()))
                .satisfies(record -> assertThat(record.cancelled()).isTrue())
                .satisfies(record -> assertThat(record.captured()).isEqualTo(placed.total()))
                .satisfies(record -> assertThat(record.refunds()).isZero());
        OrderSnapshot order = read(placed);
        assertThat(shop().refunds().orElseThrow().refund(aRefund(order, placed.total())))
                .isInstanceOf(CommandResult.Done.class);
        assertThat(driver().record(placed.orderId()).refunded()).isEqualTo(placed.total());
    }

    @Test
    void aRefundIsGivenOnceAndFoundByItsKey() {
        Customer ann = driver().register("Ann");
        PlacedOrder placed = driver().checkout(
                        new Checkout(ann, Map.of(tea().variantId(), 2), null, null, Map.of(), Payment.AT_ONCE));
        OrderSnapshot order = read(placed);
        RefundLine line = RefundLine.of(order.lines().get(0).lineId(), Money.parse("EUR 3.21"));
        RefundRequest request = aRefund(order, Money.parse("EUR 4.00"), line);

        assertThat(shop().refunds().orElseThrow().refund(request)).isInstanceOf(CommandResult.Done.class);
        assertThat(shop().refunds().orElseThrow().refund(request)).isInstanceOf(CommandResult.AlreadyDone.class);

        assertThat(driver().record(placed.orderId()).refunded()).isEqualTo(Money.parse("EUR 4.00"));
        assertThat(driver().record(placed.orderId()).refunds()).isEqualTo(1);
        assertThat(read(placed).payments().get(0).refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.key()).contains(request.key());
            assertThat(refund.amount()).isEqualTo(request.amount());
            assertThat(refund.settled()).isTrue();
            assertThat(refund.lines()).containsExactly(line);
        });
    }

    @Test
    void noMoreIsRefundedThanIsLeft() {
        Customer ann = driver().register("Ann");
        PlacedOrder placed = driver().checkout(
                        new Checkout(ann, Map.of(tea().variantId(), 1), null, null, Map.of(), Payment.AT_ONCE));
        OrderSnapshot order = read(placed);
        driver().refund(placed.orderId(), Money.parse("EUR 1.00"));

        assertThat(shop().refunds().orElseThrow().refund(aRefund(order, placed.total())))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.AMOUNT_TOO_HIGH));
        assertThat(read(placed).payments().get(0).refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.key()).isEmpty();
            assertThat(refund.amount()).isEqualTo(Money.parse("EUR 1.00"));
        });
    }

    @Test
    void nothingIsRefundedOfAnAuthorization() {
        PlacedOrder placed = aTeamOrderWithAMug(1);

        assertThat(shop().refunds().orElseThrow().refund(aRefund(read(placed), Money.parse("EUR 1"))))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.PAYMENT_STATE));
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(shop().orders().order("999999")).isEmpty();
        assertThat(shop().catalog().variant("999999")).isEmpty();
        assertThat(shop().customers().customer("999999")).isEmpty();
        assertThat(shop().customerSessions().orElseThrow().whoIs("no-such-token"))
                .isEmpty();
        assertThat(shop().customerSessions().orElseThrow().whoIs("not a\r\ntoken"))
                .isEmpty();
        assertThat(shop().cancellations().orElseThrow().cancel(new Cancellation(key(), "999999", "x")))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.NOT_FOUND));
    }

    @Test
    void aLoggedInBuyerIsKnownByTheShopsToken() {
        Customer ann = driver().register("Ann");

        assertThat(shop().customerSessions().orElseThrow().whoIs(ann.token())).hasValueSatisfying(who -> {
            assertThat(who.customerId()).isEqualTo(ann.customerId());
            assertThat(who.email()).contains(ann.email());
            assertThat(who.displayName()).isEqualTo("Ann");
        });
        assertThat(shop().customers().customer(ann.customerId()))
                .isEqualTo(shop().customerSessions().orElseThrow().whoIs(ann.token()));
    }
}
