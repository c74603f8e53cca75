package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** WooCommerce does again what it is asked again: after a lost answer the same command is looked up, and done once. */
class LostAnswersIT {

    private static CommandResult afterALostAnswer(Story story, String request, Supplier<CommandResult> command) {
        story.network().loseTheAnswerTo(request);
        assertThat(command.get()).isInstanceOf(Unknown.class);
        assertThat(story.network().met()).isTrue();
        return command.get();
    }

    @Test
    void aRefundIsMadeOnce() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AT_ONCE);
            RefundRequest request = Story.refund(placed, Money.parse("EUR 3.33"));
            assertThat(afterALostAnswer(
                            story,
                            "POST /refunds",
                            () -> story.shop().refunds().orElseThrow().refund(request)))
                    .isInstanceOf(AlreadyDone.class);
            assertThat(story.driver().record(placed.orderId()).refunds()).isEqualTo(1);
        }
    }

    /** WooCommerce pays first and writes meta data then. */
    @Test
    void aRefundWhoseMetaDataWasNeverWrittenIsFoundByItsReason() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AT_ONCE);
            RefundRequest request = Story.refund(placed, Money.parse("EUR 3.33"));
            Story.done(story.shop().refunds().orElseThrow().refund(request));
            StubOrder order = story.server().shop().orders.get(Long.parseLong(placed.orderId()));
            order.refunds.get(0).meta().clear();
            assertThat(story.shop().refunds().orElseThrow().refund(request)).isInstanceOf(AlreadyDone.class);
            assertThat(refund(story, placed).key()).contains(request.key());
            assertThat(refund(story, placed).settled()).isTrue();
        }
    }

    /**
     * WooCommerce keeps the refund before its gateway works: who asks meanwhile is not told that the money has left,
     * and no second refund is made.
     */
    @Test
    void aRefundOnWhichTheGatewayStillWorksIsNotDoneYet() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AT_ONCE);
            RefundRequest request = Story.refund(placed, Money.parse("EUR 3.33"));
            Story.done(story.shop().refunds().orElseThrow().refund(request));
            StubOrder order = story.server().shop().orders.get(Long.parseLong(placed.orderId()));
            StubOrder.Refund paid = order.refunds.get(0);
            order.refunds.set(0, paid.beforeTheGatewayIsDone());
            assertThat(story.shop().refunds().orElseThrow().refund(request))
                    .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.reason())
                            .contains("refund " + paid.id()));
            assertThat(order.refunds).hasSize(1);
            assertThat(refund(story, placed).settled()).isFalse();
            assertThat(refund(story, placed).key()).contains(request.key());
            order.refunds.set(0, paid);
            assertThat(story.shop().refunds().orElseThrow().refund(request)).isInstanceOf(AlreadyDone.class);
            assertThat(refund(story, placed).settled()).isTrue();
        }
    }

    private static Refund refund(Story story, PlacedOrder placed) {
        return story.read(placed).payments().get(0).refunds().get(0);
    }

    @Test
    void aLineIsCancelledOnce() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AUTHORIZE);
            int stock = story.driver().stock(story.driver().articles().get(0));
            Line tea = story.read(placed).lines().get(0);
            LineCancellation cancellation =
                    LineCancellation.whole(Story.newKey(), placed.orderId(), tea.lineId(), "team failed");
            assertThat(afterALostAnswer(
                            story,
                            "POST /refunds",
                            () -> story.shop().lineCancellations().orElseThrow().cancelLine(cancellation)))
                    .isInstanceOf(AlreadyDone.class);
            assertThat(story.driver().stock(story.driver().articles().get(0))).isEqualTo(stock + 1);
        }
    }

    /** All is captured, the answer is lost, and what was not to be captured is still given back, once. */
    @Test
    void aCaptureOfLessGivesTheRestBackOnce() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PlacedOrder placed = story.both(Payment.AUTHORIZE);
            Money part = Money.parse("EUR 10.00");
            Capture capture = story.capture(placed, part);
            assertThat(afterALostAnswer(
                            story,
                            "PUT /" + placed.orderId(),
                            () -> story.shop().deferredCapture().orElseThrow().capture(capture)))
                    .isInstanceOf(AlreadyDone.class);
            assertThat(story.shop().deferredCapture().orElseThrow().capture(capture))
                    .isInstanceOf(AlreadyDone.class);
            var record = story.driver().record(placed.orderId());
            assertThat(record.captured().minus(record.refunded())).isEqualTo(part);
            assertThat(record.captures()).isEqualTo(1);
            assertThat(record.refunds()).isEqualTo(1);
        }
    }

    @Test
    void aCouponIsMadeOnce() {
        try (Story story = Story.at(ShopKind.WITHOUT_PLUGIN)) {
            PriceOffers offers = story.shop().priceOffers().orElseThrow();
            PriceOffers.Offer offer = story.offer();
            assertThat(afterALostAnswer(story, "POST /coupons", () -> offers.offer(offer)))
                    .isInstanceOf(AlreadyDone.class);
            String reference = ((AlreadyDone) offers.offer(offer)).reference();
            PriceOffers.Admission admission =
                    Story.admission(offer, reference, story.driver().register("Ada"));
            assertThat(afterALostAnswer(story, "POST /coupons", () -> offers.admit(admission)))
                    .isInstanceOf(AlreadyDone.class);
            assertThat(story.server().shop().coupons.values().stream()
                            .filter(coupon -> coupon.code.startsWith(reference)))
                    .as("one for the offer, one for the buyer")
                    .hasSize(2);
        }
    }
}
