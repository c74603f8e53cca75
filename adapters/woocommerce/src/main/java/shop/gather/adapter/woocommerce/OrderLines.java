package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.Shares;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.LineKind;

/**
 * The components of an order, exact to the minor unit: articles, fees, shipping, and gift cards, which WooCommerce
 * deducts from the order's total. The sum of all lines and shipping equals the charged amount plus the amount paid by
 * gift cards.
 *
 * @param fees a negative fee is a discount
 * @param giftCards what other means than the order's payment paid of it
 */
record OrderLines(List<Line> articles, List<Line> fees, Money shipping, List<GiftCard> giftCards) {

    /** @param id within the order */
    record GiftCard(String id, Money amount) {}

    static OrderLines of(PlacedOrder placed) {
        CurrencyUnit currency = placed.currency();
        Money shipping = Amounts.rounded(
                currency,
                Fields.decimal(placed.order(), "shipping_total").add(Fields.decimal(placed.order(), "shipping_tax")));
        List<Line> fees = fees(placed);
        Money beside = fees.stream().map(Line::gross).reduce(shipping, Money::plus);
        List<JsonObject> items = Fields.objects(placed.order(), "line_items");
        List<GiftCard> cards = giftCards(placed, items, beside);
        Money goods = cards.stream()
                .map(GiftCard::amount)
                .reduce(placed.total(), Money::plus)
                .minus(beside);
        return new OrderLines(articles(placed, items, goods), fees, shipping, cards);
    }

    List<Line> all() {
        List<Line> all = new ArrayList<>(articles);
        all.addAll(fees);
        return all;
    }

    private static List<Line> articles(PlacedOrder placed, List<JsonObject> items, Money goods) {
        long[] gross = Shares.of(
                Math.max(0, goods.getAmountMinorLong()),
                items.stream().map(item -> gross(item).max(BigDecimal.ZERO)).toList());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < gross.length; i++) {
            lines.add(article(placed, items.get(i), Money.ofMinor(placed.currency(), gross[i])));
        }
        return lines;
    }

    private static Line article(PlacedOrder placed, JsonObject item, Money gross) {
        Money entered = Amounts.rounded(placed.currency(), Fields.decimal(item, "total"));
        Money net = entered.isGreaterThan(gross) ? gross : entered;
        String lineId = WooFields.id(item, "id");
        BigDecimal ordered = Fields.decimal(item, "quantity");
        BigDecimal quantity = ordered.signum() > 0 ? ordered : BigDecimal.ONE;
        return new Line(
                lineId,
                // A product that was deleted, or an item that never was one.
                WooFields.optionalId(item, "product_id")
                        .map(product -> new VariantId(product, WooFields.optionalId(item, "variation_id")).format()),
                LineKind.ARTICLE,
                quantity,
                placed.cancelled(lineId, quantity),
                net,
                gross.minus(net));
    }

    private static List<Line> fees(PlacedOrder placed) {
        List<Line> lines = new ArrayList<>();
        for (JsonObject fee : Fields.objects(placed.order(), "fee_lines")) {
            Money gross = Amounts.rounded(placed.currency(), gross(fee));
            Money net = Amounts.rounded(placed.currency(), Fields.decimal(fee, "total"));
            if (!gross.isZero() || !net.isZero()) {
                LineKind kind = gross.isNegative() ? LineKind.DISCOUNT : LineKind.FEE;
                lines.add(Line.adjustment(
                        WooFields.optionalId(fee, "id").orElse("fee-" + lines.size()), kind, net, gross.minus(net)));
            }
        }
        return lines;
    }

    /**
     * The gift cards listed by the extension WooCommerce Gift Cards. Other extensions reduce the total without a
     * record: a missing amount beyond rounding was paid by something like a gift card, since coupons and fees are in
     * the lines.
     */
    private static List<GiftCard> giftCards(PlacedOrder placed, List<JsonObject> items, Money beside) {
        List<GiftCard> named = Fields.objects(placed.order(), "gift_cards").stream()
                .map(card -> new GiftCard(
                        WooFields.optionalId(card, "id").orElse("1"),
                        Amounts.rounded(placed.currency(), Fields.decimal(card, "amount"))))
                .filter(card -> card.amount().isPositive())
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        Money cost = Amounts.rounded(
                        placed.currency(),
                        items.stream().map(OrderLines::gross).reduce(BigDecimal.ZERO, BigDecimal::add))
                .plus(beside);
        Money missing = cost.minus(placed.total());
        Money rounding = Money.ofMinor(placed.currency(), items.size() + 1L);
        return missing.isGreaterThan(rounding) ? List.of(new GiftCard("1", missing)) : List.of();
    }

    private static BigDecimal gross(JsonObject line) {
        return Fields.decimal(line, "total").add(Fields.decimal(line, "total_tax"));
    }
}
