package shop.gather.adapter.sampleshop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Fulfilment;
import shop.gather.spi.OrderSnapshot.Fulfilment.Stage;
import shop.gather.spi.VariantSnapshot;

/** Converts the shop's answers to snapshots. */
final class Snapshots {

    private Snapshots() {}

    static VariantSnapshot variant(Wire.Variant variant) {
        return ShopClient.read(() -> new VariantSnapshot(
                variant.variantId(),
                variant.productId(),
                variant.title(),
                variant.sku(),
                Money.ofMinor(CurrencyUnit.of(variant.currency()), variant.price()),
                OptionalInt.of(variant.stock()),
                variant.available()));
    }

    static CustomerSnapshot customer(Wire.Customer customer) {
        return ShopClient.read(() -> new CustomerSnapshot(
                customer.customerId(),
                customer.name(),
                Optional.ofNullable(customer.email()),
                Optional.ofNullable(customer.registeredAt())));
    }

    static OrderSnapshot order(Wire.Order order) {
        return ShopClient.read(() -> {
            CurrencyUnit currency = CurrencyUnit.of(order.currency());
            return new OrderSnapshot(
                    order.orderId(),
                    order.number(),
                    Optional.ofNullable(order.customerId()),
                    Optional.ofNullable(order.email()).map(EmailHash::of),
                    order.placedAt(),
                    OrderSnapshot.State.valueOf(order.state()),
                    fulfilment(order),
                    currency,
                    order.lines().stream().map(line -> line(line, currency)).toList(),
                    Money.ofMinor(currency, Math.addExact(order.shippingNet(), order.shippingTax())),
                    order.payments().stream()
                            .map(payment -> payment(payment, currency))
                            .toList(),
                    Set.copyOf(order.couponCodes()),
                    order.metadata());
        });
    }

    private static Fulfilment fulfilment(Wire.Order order) {
        Stage stage =
                order.deliveredAt() != null ? Stage.DELIVERED : order.sentAt() != null ? Stage.SENT : Stage.NOT_SENT;
        return new Fulfilment(stage, Optional.ofNullable(order.sentAt()), Optional.ofNullable(order.deliveredAt()));
    }

    private static OrderSnapshot.Line line(Wire.Line line, CurrencyUnit currency) {
        return new OrderSnapshot.Line(
                line.lineId(),
                Optional.ofNullable(line.variantId()),
                line.kind() == null ? OrderSnapshot.LineKind.ARTICLE : OrderSnapshot.LineKind.valueOf(line.kind()),
                line.quantity(),
                line.cancelledQuantity(),
                Money.ofMinor(currency, line.net()),
                Money.ofMinor(currency, line.tax()));
    }

    private static OrderSnapshot.Payment payment(Wire.Payment payment, CurrencyUnit currency) {
        return new OrderSnapshot.Payment(
                payment.paymentId(),
                payment.method(),
                payment.kind() == null
                        ? OrderSnapshot.PaymentKind.MONEY
                        : OrderSnapshot.PaymentKind.valueOf(payment.kind()),
                OrderSnapshot.PaymentState.valueOf(payment.state()),
                Money.ofMinor(currency, payment.amount()),
                Money.ofMinor(currency, payment.captured()),
                Optional.ofNullable(payment.paidAt()),
                Optional.ofNullable(payment.captureBefore()),
                payment.refunds().stream()
                        .map(refund -> refund(refund, currency))
                        .toList());
    }

    private static OrderSnapshot.Refund refund(Wire.Refund refund, CurrencyUnit currency) {
        List<OrderSnapshot.RefundLine> lines = refund.lines().stream()
                .map(line -> new OrderSnapshot.RefundLine(
                        line.lineId(),
                        Money.ofMinor(currency, line.amount()),
                        Optional.ofNullable(line.tax()).map(tax -> Money.ofMinor(currency, tax))))
                .toList();
        return new OrderSnapshot.Refund(
                refund.refundId(),
                OrderCommands.refundKey(refund.key()),
                Money.ofMinor(currency, refund.amount()),
                refund.settled(),
                refund.at(),
                lines,
                Money.ofMinor(currency, refund.shipping() == null ? 0 : refund.shipping()));
    }
}
