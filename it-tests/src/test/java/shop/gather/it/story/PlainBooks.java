package shop.gather.it.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver;

/**
 * What leaders should have earned, computed once more from the shop's own records with nothing but decimals: shares no
 * code with Gather. For orders of one payment whose refunds name no line.
 */
final class PlainBooks {

    private final ShopDriver shop;
    private final Map<String, Entry> orders = new LinkedHashMap<>();

    PlainBooks(ShopDriver shop) {
        this.shop = shop;
    }

    /**
     * @param total what the buyer owed at the checkout
     * @param givenUp what of it fell away
     * @param dueBack by variant id, the part of an article's price that is still to come back to the buyer, from 0 to 1
     */
    private record Entry(Money total, Money givenUp, Map<String, BigDecimal> dueBack) {}

    /** Takes an order into the books, with what the buyer owed at the checkout, and gives it back. */
    ShopDriver.PlacedOrder placed(ShopDriver.PlacedOrder order) {
        Money none = Money.zero(order.total().getCurrencyUnit());
        orders.put(order.orderId(), new Entry(order.total(), none, Map.of()));
        return order;
    }

    /** A line of the order fell away with its gross price. */
    void gaveUp(ShopDriver.PlacedOrder order, Money gross) {
        orders.put(order.orderId(), new Entry(order.total(), gross, Map.of()));
    }

    /** A part of the price of one article of the order is still to come back to the buyer: it earns nothing. */
    void dueBack(ShopDriver.PlacedOrder order, Money part, ShopDriver.Article article) {
        BigDecimal share = part.getAmount().divide(article.price().getAmount(), 30, RoundingMode.HALF_EVEN);
        orders.put(
                order.orderId(),
                new Entry(order.total(), Money.zero(part.getCurrencyUnit()), Map.of(article.variantId(), share)));
    }

    /** A percentage of what stayed paid for goods, net, over all orders, each rounded for itself. */
    Money earned(int percent) {
        Money sum = null;
        for (var order : orders.entrySet()) {
            Money part = earned(order.getKey(), order.getValue(), percent);
            sum = sum == null ? part : sum.plus(part);
        }
        return sum;
    }

    private Money earned(String orderId, Entry entry, int percent) {
        ShopDriver.Record record = shop.record(orderId);
        BigDecimal goods = BigDecimal.ZERO;
        for (var line : record.lineNet().entrySet()) {
            if (record.activeQuantities().getOrDefault(line.getKey(), 0) > 0 && !record.cancelled()) {
                goods = goods.add(line.getValue().getAmount());
            }
        }
        BigDecimal kept = record.captured().minus(record.refunded()).getAmount();
        BigDecimal owed = entry.total().minus(entry.givenUp()).getAmount();
        int decimals = entry.total().getCurrencyUnit().getDecimalPlaces();
        BigDecimal base = BigDecimal.ZERO;
        if (owed.signum() > 0 && kept.signum() > 0) {
            base = kept.compareTo(owed) >= 0 ? goods : goods.multiply(kept).divide(owed, 30, RoundingMode.HALF_EVEN);
        }
        BigDecimal rounded = base.setScale(decimals, RoundingMode.HALF_EVEN);
        for (var share : entry.dueBack().entrySet()) {
            BigDecimal net = record.lineNet().get(share.getKey()).getAmount();
            rounded = rounded.subtract(net.multiply(share.getValue()).setScale(decimals, RoundingMode.HALF_EVEN));
        }
        BigDecimal commission =
                rounded.multiply(BigDecimal.valueOf(percent)).movePointLeft(2).setScale(decimals, RoundingMode.DOWN);
        return Money.of(entry.total().getCurrencyUnit(), commission);
    }
}
