package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Fulfilment;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** The contract of {@link shop.gather.spi.Orders#order} and {@link shop.gather.spi.Orders#placedBy}, for every shop. */
public interface OrdersContract extends ShopUnderTest {

    @Test
    default void orderReadsAsTheShopHasIt() {
        Scene scene = new Scene(this);
        Customer buyer = scene.buyer();
        Instant before = scene.now();
        String first = scene.article().variantId();
        String second = scene.otherArticle().variantId();
        PlacedOrder placed = scene.order(buyer, Map.of(first, 2, second, 1), Payment.AT_ONCE);

        OrderSnapshot order = scene.read(placed);
        Record record = driver().record(placed.orderId());
        assertThat(order.number()).as("number").isEqualTo(placed.number());
        assertThat(order.customerId()).as("customerId").contains(buyer.customerId());
        assertThat(order.buyerEmailHash())
                .as(
                        "buyerEmailHash: EmailHash.of the address that the buyer gave; override tellsEmail() if the shop hides it")
                .isEqualTo(tellsEmail() ? Optional.of(EmailHash.of(buyer.email())) : Optional.empty());
        assertThat(order.fulfilment()).as("fulfilment of a new order").isEqualTo(Fulfilment.NOT_SENT);
        assertThat(order.placedAt())
                .as("placedAt")
                .isBetween(before.minus(Duration.ofSeconds(3)), scene.now().plus(Duration.ofSeconds(3)));
        assertThat(order.state()).isEqualTo(OrderSnapshot.State.OPEN);
        assertThat(order.currency()).isEqualTo(placed.total().getCurrencyUnit());
        assertThat(Books.linesOf(order, first)).extracting(Line::quantity).containsExactly(BigDecimal.valueOf(2));
        assertThat(Books.linesOf(order, second)).extracting(Line::quantity).containsExactly(BigDecimal.valueOf(1));
        assertThat(netByVariant(order)).as("net, as the shop has it").isEqualTo(record.lineNet());
        assertThat(Books.total(order)).as("goods and shipping").isEqualTo(placed.total());
        assertThat(Scene.payment(order).amount()).as("amount of the payment").isEqualTo(placed.total());
        assertThat(order.couponCodes()).as("couponCodes").isEmpty();
    }

    @Test
    default void moneyPaidAtOnceIsCaptured() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        OrderSnapshot order = scene.read(placed);
        assertThat(Scene.payment(order).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(Books.captured(order)).isEqualTo(placed.total());
        assertThat(Books.refunded(order)).isEqualTo(Money.zero(order.currency()));
    }

    @Test
    default void metadataTravelsFromTheCartToTheOrder() {
        Scene scene = new Scene(this);
        Map<String, String> evidence =
                Map.of(OrderMetadata.CLICK, "a.b-c_d~" + "x".repeat(200), OrderMetadata.PARTICIPATION, "p-1");
        PlacedOrder placed = driver().checkout(new Checkout(
                scene.buyer(), Map.of(scene.article().variantId(), 1), null, null, evidence, Payment.AUTHORIZE));
        if (carriesMetadata()) {
            assertThat(scene.read(placed).metadata()).containsAllEntriesOf(evidence);
        } else {
            assertThat(scene.read(placed).metadata()).as("nothing made up").isEmpty();
        }
    }

    @Test
    default void unknownOrderIsEmpty() {
        assertThat(shop().orders().order("99999999")).isEmpty();
        assertThat(shop().orders().order("no such order/../?&")).isEmpty();
        assertThat(shop().orders().orders(List.of("99999999", "no such order/../?&")))
                .isEmpty();
    }

    /** An order may be missing here: only {@code order} says that an order does not exist. */
    @Test
    default void ordersReadTogetherAreAsReadOneByOne() {
        Scene scene = new Scene(this);
        PlacedOrder paid = scene.paidOrder();
        PlacedOrder authorized = scene.order(scene.buyer());
        PlacedOrder refunded = scene.paidOrder();
        driver().refund(refunded.orderId(), Money.ofMinor(refunded.total().getCurrencyUnit(), 101));
        PlacedOrder cancelled = scene.order(scene.buyer());
        driver().cancel(cancelled.orderId());
        List<OrderSnapshot> alone = Stream.of(paid, authorized, refunded, cancelled)
                .map(placed -> shop().orders().order(placed.orderId()).orElseThrow())
                .toList();
        List<String> ids = alone.stream().map(OrderSnapshot::orderId).toList();

        List<OrderSnapshot> together = shop().orders().orders(ids);
        assertThat(together).isSubsetOf(alone);
        assertThat(together).extracting(OrderSnapshot::orderId).doesNotHaveDuplicates();
        assertThat(together)
                .as("orders to which nothing happened since are never left out")
                .extracting(OrderSnapshot::orderId)
                .contains(paid.orderId(), authorized.orderId());
    }

    @Test
    default void whatTheOwnerSendsIsSeen() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Instant before = scene.now().minusSeconds(3);
        driver().deliver(placed.orderId());
        Fulfilment fulfilment =
                shop().orders().order(placed.orderId()).orElseThrow().fulfilment();
        assertThat(fulfilment.stage())
                .as(
                        tellsDelivery()
                                ? "stage after the driver's deliver(); override tellsDelivery() if the shop does not know"
                                        + " whether the buyer has the goods"
                                : "stage after the driver's deliver()")
                .isEqualTo(tellsDelivery() ? Fulfilment.Stage.DELIVERED : Fulfilment.Stage.SENT);
        assertThat(tellsDelivery() ? fulfilment.deliveredAt() : fulfilment.sentAt())
                .as(tellsDelivery() ? "deliveredAt" : "sentAt")
                .hasValueSatisfying(
                        at -> assertThat(at).isBetween(before, scene.now().plusSeconds(3)));
    }

    /** A declined payment must not be reported as paid. */
    @Test
    default void declinedPaymentNeverLooksPaid() {
        Scene scene = new Scene(this);
        Customer buyer = scene.buyer();
        Instant before = scene.now().minus(Duration.ofSeconds(3));
        PlacedOrder attempt = scene.declinedOrder(buyer);
        Set<String> ids = new HashSet<>(shop().orders().placedBy(buyer.customerId(), before));
        if (attempt != null) {
            ids.add(attempt.orderId());
        }
        for (String id : ids) {
            shop().orders()
                    .order(id)
                    .filter(order -> order.customerId().equals(Optional.of(buyer.customerId())))
                    .ifPresent(order -> {
                        assertThat(order.payments())
                                .extracting(OrderSnapshot.Payment::state)
                                .doesNotContain(PaymentState.AUTHORIZED, PaymentState.CAPTURED);
                        assertThat(order.payments())
                                .allMatch(payment -> payment.paidAt().isEmpty());
                        assertThat(Books.captured(order)).isEqualTo(Money.zero(order.currency()));
                    });
        }
    }

    @Test
    default void refundByTheOwnerIsSeen() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Money back = Money.ofMinor(placed.total().getCurrencyUnit(), 101);
        driver().refund(placed.orderId(), back);
        OrderSnapshot order = scene.read(placed);
        assertThat(Books.refunded(order)).isEqualTo(back);
        assertThat(Books.captured(order))
                .as("a refund does not undo the capture")
                .isEqualTo(placed.total());
        assertThat(Scene.payment(order).state()).isEqualTo(PaymentState.CAPTURED);
        Refund refund = Books.refunds(order).get(0);
        assertThat(refund.key()).as("no command of Gather asked for it").isEmpty();
        assertThat(refund.lines()).as("the owner named no lines").isEmpty();
        assertThat(refund.refundId()).isNotBlank();
    }

    /** Shops set quantities and totals of a cancelled order to zero; its original amounts must still be reported. */
    @Test
    default void cancelByTheOwnerIsSeenAndTheOrderKeepsItsAmounts() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer(), Map.of(scene.article().variantId(), 2), Payment.AT_ONCE);
        OrderSnapshot before = scene.read(placed);
        driver().cancel(placed.orderId());
        OrderSnapshot after = scene.read(placed);
        assertThat(after.state()).isEqualTo(OrderSnapshot.State.CANCELLED);
        assertThat(after.lines()).extracting(Line::quantity).containsExactly(BigDecimal.valueOf(2));
        assertThat(after.lines()).extracting(Line::cancelledQuantity).containsExactly(BigDecimal.valueOf(2));
        assertThat(Books.total(after)).as("as first paid").isEqualTo(Books.total(before));
        assertThat(after.placedAt()).isEqualTo(before.placedAt());
    }

    @Test
    default void placedByTellsTheCustomersOrdersNewestFirst() {
        Scene scene = new Scene(this);
        Customer buyer = scene.buyer();
        PlacedOrder first = scene.order(buyer);
        PlacedOrder strangers = scene.order(scene.buyer());
        Instant firstAt = scene.read(first).placedAt();
        pass(Duration.ofMillis(1_100));
        PlacedOrder second = scene.order(buyer);

        assertThat(shop().orders().placedBy(buyer.customerId(), firstAt))
                .as("at or after, newest first, without order %s of somebody else", strangers.orderId())
                .containsExactly(second.orderId(), first.orderId());
    }

    @Test
    default void placedByLeavesOutWhatIsOlder() {
        Scene scene = new Scene(this);
        Customer buyer = scene.buyer();
        Instant firstAt = scene.read(scene.order(buyer)).placedAt();
        pass(Duration.ofMillis(1_100));
        PlacedOrder second = scene.order(buyer);
        Instant secondAt = scene.read(second).placedAt();
        assertThat(secondAt).isAfter(firstAt);

        assertThat(shop().orders().placedBy(buyer.customerId(), secondAt)).containsExactly(second.orderId());
        assertThat(shop().orders().placedBy(buyer.customerId(), scene.now().plus(Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    default void nobodyPlacedNothing() {
        Scene scene = new Scene(this);
        Instant longAgo = scene.now().minus(Duration.ofDays(1));
        scene.order(scene.buyer());
        assertThat(shop().orders().placedBy(driver().register("Ada").customerId(), longAgo))
                .isEqualTo(List.of());
        assertThat(shop().orders().placedBy("99999999", longAgo)).isEqualTo(List.of());
    }

    private static Map<String, Money> netByVariant(OrderSnapshot order) {
        Map<String, Money> net = new HashMap<>();
        order.lines()
                .forEach(line -> line.variantId().ifPresent(variant -> net.merge(variant, line.net(), Money::plus)));
        return net;
    }
}
