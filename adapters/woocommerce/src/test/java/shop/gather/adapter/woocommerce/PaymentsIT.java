package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Which of an order's payments was taken: WooCommerce notes once that it was paid, and keeps that whatever becomes of
 * the money.
 */
class PaymentsIT {

    private final StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin());
    private final Story story = Story.at(server);

    @AfterEach
    void stop() {
        story.close();
        server.close();
    }

    private StubOrder kept(PlacedOrder placed) {
        return server.shop().orders.get(Long.parseLong(placed.orderId()));
    }

    private OrderSnapshot.Payment payment(PlacedOrder placed) {
        return story.read(placed).payments().get(0);
    }

    private PlacedOrder paidBy(String method, String status) {
        PlacedOrder placed = story.both(Payment.DECLINED);
        server.shop().pay(kept(placed), method, status);
        return placed;
    }

    /** @param method a gateway that says what it took, one that does not, and one that gives its payments no names */
    @ParameterizedTest
    @ValueSource(strings = {"stripe", "card", "nameless"})
    void aPaymentMadeAfterADeclinedCaptureIsTaken(String method) {
        PlacedOrder placed = paidBy(method, "on-hold");
        Capture first = story.capture(placed, placed.total());
        server.shop().gatewayDeclines(true);
        assertThat(story.shop().deferredCapture().orElseThrow().capture(first)).isInstanceOf(Refused.class);
        assertThat(payment(placed).state()).isEqualTo(PaymentState.DECLINED);
        server.shop().gatewayDeclines(false);

        server.shop().pay(kept(placed), method, "on-hold");
        assertThat(kept(placed).paid)
                .as("WooCommerce still says when it was paid")
                .isNotNull();
        OrderSnapshot.Payment again = payment(placed);
        assertThat(again.state()).isEqualTo(PaymentState.AUTHORIZED);
        assertThat(again.captured().isZero()).isTrue();
        assertThat(again.paymentId()).as("a payment of its own").isNotEqualTo(first.paymentId());

        assertThat(story.shop().deferredCapture().orElseThrow().capture(first))
                .as("the command for the payment before")
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.PAYMENT_STATE));
        Capture second = story.capture(placed, placed.total());
        Story.done(story.shop().deferredCapture().orElseThrow().capture(second));
        assertThat(story.driver().record(placed.orderId()).captured()).isEqualTo(placed.total());
        assertThat(payment(placed).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(payment(placed).paymentId()).isEqualTo(again.paymentId());
        assertThat(story.shop().deferredCapture().orElseThrow().capture(second)).isInstanceOf(AlreadyDone.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "card", "nameless"})
    void thePaymentKeepsItsIdFromItsAuthorizationToItsRefund(String method) {
        PlacedOrder placed = paidBy(method, "on-hold");
        String id = payment(placed).paymentId();
        Story.done(story.shop().deferredCapture().orElseThrow().capture(story.capture(placed, placed.total())));
        assertThat(payment(placed).paymentId()).isEqualTo(id);
        server.shop().setStatus(kept(placed), "completed");
        assertThat(payment(placed).paymentId()).isEqualTo(id);
        story.driver().refund(placed.orderId(), placed.total());
        assertThat(payment(placed).paymentId()).isEqualTo(id);
        assertThat(payment(placed).state()).isEqualTo(PaymentState.CAPTURED);
    }

    /** The order is "processing", as if it were paid; only the gateway's own note on it tells. */
    @Test
    void aCaptureThatTheGatewayFailsSilentlyIsAPersonsTask() {
        PlacedOrder placed = paidBy("stripe", "on-hold");
        server.shop().gatewayFailsSilently(true);
        Capture capture = story.capture(placed, placed.total());
        for (int time = 0; time < 2; time++) {
            assertThat(story.shop().deferredCapture().orElseThrow().capture(capture))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo(RefusalCode.PAYMENT_STATE);
                        assertThat(refused.reason()).contains("has not taken the money");
                    });
        }
        assertThat(payment(placed).state()).isEqualTo(PaymentState.AUTHORIZED);
        assertThat(payment(placed).captured().isZero()).isTrue();
        kept(placed).meta.put("_stripe_charge_captured", "yes");
        assertThat(payment(placed).state()).as("taken by a person").isEqualTo(PaymentState.CAPTURED);
        assertThat(story.shop().deferredCapture().orElseThrow().capture(capture))
                .isInstanceOf(AlreadyDone.class);
    }

    @Test
    void aGatewayThatDoesNotSayWhatItTookIsAskedAboutInTheOrdersNotes() {
        PlacedOrder placed = paidBy("card", "on-hold");
        Story.done(story.shop().deferredCapture().orElseThrow().capture(story.capture(placed, placed.total())));
        assertThat(kept(placed).notes).anyMatch(note -> note.contains("please check the payment"));
        PlacedOrder told = paidBy("stripe", "on-hold");
        Story.done(story.shop().deferredCapture().orElseThrow().capture(story.capture(told, told.total())));
        assertThat(kept(told).notes).noneMatch(note -> note.contains("please check the payment"));
    }

    @Test
    void anOrderWhoseCaptureWasDeclinedAndThatIsCancelledHoldsNoMoney() {
        PlacedOrder placed = paidBy("card", "on-hold");
        server.shop().gatewayDeclines(true);
        story.shop().deferredCapture().orElseThrow().capture(story.capture(placed, placed.total()));
        story.driver().cancel(placed.orderId());
        assertThat(payment(placed).state()).isEqualTo(PaymentState.VOIDED);
        assertThat(payment(placed).captured().isZero()).isTrue();
    }

    /** A person looks at an order once more. */
    @Test
    void anOrderThatWasTakenAndIsPutOnHoldStaysTaken() {
        PlacedOrder placed = paidBy("card", "on-hold");
        Story.done(story.shop().deferredCapture().orElseThrow().capture(story.capture(placed, placed.total())));
        server.shop().setStatus(kept(placed), "on-hold");
        assertThat(payment(placed).state()).isEqualTo(PaymentState.CAPTURED);
        PlacedOrder atOnce = paidBy("stripe", "processing");
        server.shop().setStatus(kept(atOnce), "on-hold");
        assertThat(payment(atOnce).state()).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void cashOnDeliveryIsPaidWhenTheOrderIsCompleted() {
        PlacedOrder placed = paidBy("cod", "processing");
        assertThat(kept(placed).paid).isNull();
        assertThat(payment(placed).state()).isEqualTo(PaymentState.PENDING);
        assertThat(payment(placed).paidAt()).isEqualTo(Optional.empty());
        server.shop().setStatus(kept(placed), "completed");
        assertThat(payment(placed).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(payment(placed).paidAt()).isPresent();
    }

    /** A refund that a person deletes is gone when the order is read again, and nothing tells of it. */
    @Test
    void aDeletedRefundIsGoneAndMovesNothing() {
        PlacedOrder placed = paidBy("card", "processing");
        story.driver().refund(placed.orderId(), placed.total().dividedBy(4, java.math.RoundingMode.DOWN));
        assertThat(payment(placed).refunds()).hasSize(1);
        Instant modified = kept(placed).modified;
        server.shop().deleteRefund(kept(placed), kept(placed).refunds.get(0));
        assertThat(kept(placed).modified).isEqualTo(modified);
        assertThat(payment(placed).refunds()).isEmpty();
    }

    /** Also where the answer to the first try was lost before the note was written. */
    @Test
    void theReasonOfACancellationStandsInTheOrdersNotesOnce() {
        PlacedOrder placed = paidBy("card", "on-hold");
        Cancellation cancellation =
                new Cancellation(Story.newKey(), placed.orderId(), "The team was not filled in time");
        Story.done(story.shop().cancellations().orElseThrow().cancel(cancellation));
        assertThat(story.shop().cancellations().orElseThrow().cancel(cancellation))
                .isInstanceOf(AlreadyDone.class);
        assertThat(kept(placed).notes)
                .filteredOn(note -> note.contains("The team was not filled in time"))
                .hasSize(1);
        kept(placed).notes.clear();
        assertThat(story.shop().cancellations().orElseThrow().cancel(cancellation))
                .isInstanceOf(AlreadyDone.class);
        assertThat(kept(placed).notes).hasSize(1);
    }
}
