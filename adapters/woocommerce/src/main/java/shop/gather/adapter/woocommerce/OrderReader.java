package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;

/** Reads orders with their refunds and says what they are. */
final class OrderReader {

    /** WooCommerce keeps net amounts and taxes finer than it charges them; asked for less it would round each by itself. */
    private static final Map<String, String> PRECISE = Map.of("dp", "6");

    private static final int MOST_REFUNDS = 1_000;
    private static final int ATTEMPTS = 3;

    private final RestApi api;

    OrderReader(RestApi api) {
        this.api = api;
    }

    /** Empty if the shop says that it has no such order, or if it was never placed. */
    Optional<PlacedOrder> placed(String orderId) {
        if (!VariantId.isId(orderId)) {
            return Optional.empty();
        }
        Optional<PlacedOrder> read = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<JsonObject> order = api.find("orders/" + orderId, PRECISE).filter(PlacedOrder::isPlaced);
            if (order.isEmpty()) {
                return Optional.empty();
            }
            Set<String> known = ids(Fields.objects(order.get(), "refunds"));
            List<JsonObject> refunds =
                    known.isEmpty() ? List.of() : api.all("orders/" + orderId + "/refunds", PRECISE, MOST_REFUNDS);
            read = Optional.of(new PlacedOrder(order.get(), refunds));
            if (known.equals(ids(refunds))) {
                return read;
            }
            // A refund came between the two readings: the status may have changed with it.
        }
        return read;
    }

    private static Set<String> ids(List<JsonObject> refunds) {
        return refunds.stream().map(refund -> Fields.id(refund, "id")).collect(Collectors.toSet());
    }

    OrderSnapshot snapshot(PlacedOrder placed) {
        JsonObject order = placed.order();
        CurrencyUnit currency = placed.currency();
        List<OrderSnapshot.Line> lines = lines(placed);
        Money goods = lines.stream().map(OrderSnapshot.Line::gross).reduce(Money.zero(currency), Money::plus);
        return new OrderSnapshot(
                placed.id(),
                Fields.text(order, "number"),
                Fields.optionalId(order, "customer_id"),
                Fields.instant(order, "date_created_gmt"),
                placed.isCancelled() ? OrderSnapshot.State.CANCELLED : OrderSnapshot.State.OPEN,
                currency,
                lines,
                placed.total().minus(goods),
                placed.total().isZero() ? List.of() : List.of(payment(placed)),
                Fields.objects(order, "coupon_lines").stream()
                        .map(coupon -> Fields.text(coupon, "code"))
                        .collect(Collectors.toSet()),
                metadata(order));
    }

    /** What each line cost, to the minor unit and together exactly what was charged for goods. Fees count as shipping; a fee below zero is a discount. */
    private static List<OrderSnapshot.Line> lines(PlacedOrder placed) {
        List<JsonObject> items = Fields.objects(placed.order(), "line_items");
        List<BigDecimal> exact = items.stream()
                .map(item -> Fields.decimal(item, "total")
                        .add(Fields.decimal(item, "total_tax"))
                        .max(BigDecimal.ZERO))
                .toList();
        long beside = Math.max(0, beside(placed).getAmountMinorLong());
        long goods = Math.max(0, placed.total().getAmountMinorLong() - beside);
        long[] gross = Shares.of(goods, exact);
        List<OrderSnapshot.Line> lines = new ArrayList<>();
        for (int i = 0; i < gross.length; i++) {
            lines.add(line(placed, items.get(i), Money.ofMinor(placed.currency(), gross[i])));
        }
        return lines;
    }

    private static Money beside(PlacedOrder placed) {
        BigDecimal sum =
                Fields.decimal(placed.order(), "shipping_total").add(Fields.decimal(placed.order(), "shipping_tax"));
        for (JsonObject fee : Fields.objects(placed.order(), "fee_lines")) {
            sum = sum.add(Fields.decimal(fee, "total")).add(Fields.decimal(fee, "total_tax"));
        }
        return Amounts.rounded(placed.currency(), sum);
    }

    private static OrderSnapshot.Line line(PlacedOrder placed, JsonObject item, Money gross) {
        Money entered = Amounts.rounded(placed.currency(), Fields.decimal(item, "total"));
        Money net = entered.isGreaterThan(gross) ? gross : entered;
        String lineId = Fields.id(item, "id");
        int quantity = Fields.number(item, "quantity");
        boolean cancelled = placed.isCancelled() || placed.cancelledLines().contains(lineId);
        String product = Fields.optionalId(item, "product_id").orElse("0");
        return OrderSnapshot.Line.article(
                lineId,
                new VariantId(product, Fields.optionalId(item, "variation_id")).format(),
                quantity,
                cancelled ? quantity : 0,
                net,
                gross.minus(net));
    }

    private static Payment payment(PlacedOrder placed) {
        PaymentState state = placed.payment();
        boolean captured = state == PaymentState.CAPTURED;
        return new Payment(
                placed.paymentId(),
                Fields.optionalText(placed.order(), "payment_method").orElse(""),
                OrderSnapshot.PaymentKind.MONEY,
                state,
                placed.total(),
                captured ? placed.total() : Money.zero(placed.currency()),
                placed.promised(),
                Optional.empty(),
                captured
                        ? placed.refunds().stream()
                                .filter(refund -> placed.amount(refund).isPositive())
                                .map(refund -> refund(placed, refund))
                                .toList()
                        : List.of());
    }

    private static Refund refund(PlacedOrder placed, JsonObject refund) {
        Optional<String> key = PlacedOrder.keyOf(refund);
        return Refund.of(
                Fields.id(refund, "id"),
                key,
                placed.amount(refund),
                PlacedOrder.isSettled(refund),
                Fields.instant(refund, "date_created_gmt"),
                key.isPresent()
                        ? RefundLines.parse(Fields.meta(refund, Marks.LINES).orElse(""), placed.currency())
                        : byPerson(placed, refund));
    }

    private static List<RefundLine> byPerson(PlacedOrder placed, JsonObject refund) {
        List<RefundLine> lines = new ArrayList<>();
        for (JsonObject item : Fields.objects(refund, "line_items")) {
            Money amount = Amounts.rounded(
                    placed.currency(),
                    Fields.decimal(item, "total")
                            .add(Fields.decimal(item, "total_tax"))
                            .negate());
            Fields.meta(item, "_refunded_item_id")
                    .filter(line -> amount.isPositive())
                    .ifPresent(line -> lines.add(RefundLine.of(line, amount)));
        }
        return lines;
    }

    private static Map<String, String> metadata(JsonObject order) {
        Map<String, String> metadata = new HashMap<>();
        for (String key : List.of(OrderMetadata.CLICK, OrderMetadata.PARTICIPATION)) {
            Fields.meta(order, key).ifPresent(value -> metadata.put(key, value));
        }
        return metadata;
    }
}
