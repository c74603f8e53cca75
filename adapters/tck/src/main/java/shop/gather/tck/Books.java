package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.tck.ShopDriver.Record;

/**
 * Sums over a snapshot, and its comparison with the shop's own record: both must show the same money.
 */
final class Books {

    private Books() {}

    /** What the buyer owed when the order was placed. */
    static Money total(OrderSnapshot order) {
        return sum(order, order.lines().stream().map(Line::gross)).plus(order.shipping());
    }

    /** The amount charged for a variant, over all its lines, with tax. */
    static Money gross(OrderSnapshot order, String variantId) {
        return sum(order, linesOf(order, variantId).stream().map(Line::gross));
    }

    static List<Line> linesOf(OrderSnapshot order, String variantId) {
        return order.lines().stream().filter(line -> line.isOf(variantId)).toList();
    }

    static Money captured(OrderSnapshot order) {
        return sum(order, order.payments().stream().map(Payment::captured));
    }

    /** The amount refunded and settled. */
    static Money refunded(OrderSnapshot order) {
        return sum(order, refunds(order).stream().filter(Refund::settled).map(Refund::amount));
    }

    static List<Refund> refunds(OrderSnapshot order) {
        return order.payments().stream()
                .flatMap(payment -> payment.refunds().stream())
                .toList();
    }

    /** The amount authorized but not yet captured. */
    static Money authorized(OrderSnapshot order) {
        return sum(
                order,
                order.payments().stream()
                        .filter(payment -> payment.state() == PaymentState.AUTHORIZED)
                        .map(payment -> payment.amount().minus(payment.captured())));
    }

    /** Fails unless the snapshot equals the shop's own record. */
    static void assertMatch(OrderSnapshot order, Record record) {
        assertThat(captured(order)).as("captured, as the shop has it").isEqualTo(record.captured());
        assertThat(refunded(order)).as("refunded, as the shop has it").isEqualTo(record.refunded());
        assertThat(captured(order).minus(refunded(order)))
                .as("captured minus refunded is never below zero")
                .isGreaterThanOrEqualTo(Money.zero(order.currency()));
        assertThat(refunds(order).stream().filter(Refund::settled).count())
                .as("number of refunds, as the shop has it")
                .isEqualTo(record.refunds());
        if (captured(order).isZero() && !record.cancelled()) {
            assertThat(authorized(order)).as("authorized, as the shop has it").isEqualTo(record.authorized());
        }
        assertThat(order.state() == OrderSnapshot.State.CANCELLED)
                .as("cancelled, as the shop has it")
                .isEqualTo(record.cancelled());
        assertThat(active(order))
                .as("still to be delivered, as the shop has it")
                .isEqualTo(present(record));
        order.payments().forEach(Books::assertConsistent);
    }

    private static void assertConsistent(Payment payment) {
        assertThat(payment.captured()).as("captured of payment %s", payment).isLessThanOrEqualTo(payment.amount());
        switch (payment.state()) {
            case CAPTURED ->
                assertThat(payment.captured().isPositive()).as("%s", payment).isTrue();
            case PENDING, DECLINED ->
                assertThat(payment.captured().isZero()).as("%s", payment).isTrue();
            case AUTHORIZED, VOIDED -> {}
        }
        boolean paid = payment.state() == PaymentState.CAPTURED || payment.state() == PaymentState.AUTHORIZED;
        if (paid) {
            assertThat(payment.paidAt())
                    .as("when payment %s was paid", payment.paymentId())
                    .isPresent();
        }
    }

    private static Map<String, Integer> active(OrderSnapshot order) {
        Map<String, Integer> active = new HashMap<>();
        order.lines().forEach(line -> line.variantId()
                .ifPresent(variant -> active.merge(
                        variant,
                        line.quantity().subtract(line.cancelledQuantity()).intValueExact(),
                        Integer::sum)));
        active.values().removeIf(quantity -> quantity == 0);
        return active;
    }

    private static Map<String, Integer> present(Record record) {
        Map<String, Integer> active = new HashMap<>(record.activeQuantities());
        active.values().removeIf(quantity -> quantity == 0);
        return active;
    }

    private static Money sum(OrderSnapshot order, Stream<Money> amounts) {
        return amounts.reduce(Money.zero(order.currency()), Money::plus);
    }
}
