package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;

/** The payments of an order with their refunds. */
final class OrderPayments {

    private final PlacedOrder placed;

    OrderPayments(PlacedOrder placed) {
        this.placed = placed;
    }

    /** The order's own payment, unless there was nothing left to pay, and gift cards. */
    List<Payment> with(List<OrderLines.GiftCard> cards) {
        List<Payment> payments = new ArrayList<>();
        if (!placed.total().isZero()) {
            payments.add(own());
        }
        cards.forEach(card -> payments.add(byCard(card)));
        return payments;
    }

    private Payment own() {
        boolean captured = placed.payment() == PaymentState.CAPTURED;
        return new Payment(
                placed.paymentId(),
                placed.gateway().method(),
                placed.gateway().isCashOnDelivery() ? PaymentKind.CASH_ON_DELIVERY : PaymentKind.MONEY,
                placed.payment(),
                placed.total(),
                captured ? placed.total() : Money.zero(placed.currency()),
                placed.promised(),
                Optional.empty(),
                captured ? refunds() : List.of());
    }

    /** A card is charged when the order is placed, and gets its money back when the order fails or is cancelled. */
    private Payment byCard(OrderLines.GiftCard card) {
        boolean back = placed.status().equals("failed") || placed.status().equals(PlacedOrder.CANCELLED);
        return new Payment(
                placed.id() + PlacedOrder.GIFT_CARD + card.id(),
                "gift_card",
                PaymentKind.GIFT_CARD,
                back ? PaymentState.VOIDED : PaymentState.CAPTURED,
                card.amount(),
                back ? Money.zero(placed.currency()) : card.amount(),
                back ? Optional.empty() : Optional.of(WooFields.instant(placed.order(), "date_created_gmt")),
                Optional.empty(),
                List.of());
    }

    private List<Refund> refunds() {
        return placed.refunds().stream()
                .filter(refund -> placed.amount(refund).isPositive())
                .map(this::refund)
                .toList();
    }

    private Refund refund(JsonObject refund) {
        Optional<String> key = PlacedOrder.keyOf(refund);
        return new Refund(
                WooFields.id(refund, "id"),
                key,
                placed.amount(refund),
                PlacedOrder.isSettled(refund),
                WooFields.instant(refund, "date_created_gmt"),
                key.isPresent()
                        ? RefundLines.parse(WooFields.meta(refund, Marks.LINES).orElse(""), placed.currency())
                        : byPerson(refund),
                shipping(refund));
    }

    private List<RefundLine> byPerson(JsonObject refund) {
        List<RefundLine> lines = new ArrayList<>();
        Stream.of("line_items", "fee_lines")
                .flatMap(kind -> Fields.objects(refund, kind).stream())
                .forEach(item -> {
                    Money tax = given(Fields.decimal(item, "total_tax"));
                    Money amount = given(Fields.decimal(item, "total").add(Fields.decimal(item, "total_tax")));
                    WooFields.meta(item, "_refunded_item_id")
                            .filter(line -> amount.isPositive())
                            .ifPresent(line -> lines.add(new RefundLine(line, amount, Optional.of(tax))));
                });
        return lines;
    }

    private Money shipping(JsonObject refund) {
        return given(Fields.objects(refund, "shipping_lines").stream()
                .map(line -> Fields.decimal(line, "total").add(Fields.decimal(line, "total_tax")))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** WooCommerce writes refunded amounts as negative numbers. */
    private Money given(BigDecimal amount) {
        return Amounts.rounded(placed.currency(), amount.negate());
    }
}
