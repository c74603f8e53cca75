package shop.gather.order.facts;

import java.math.BigDecimal;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.LineKind;

/**
 * One article, or one bought gift card, of an order. Amounts contain the line's part of whole-order discounts.
 *
 * @param line as the shop has it
 * @param net what it cost as ordered, without tax
 * @param tax on {@code net}
 * @param standingNet what of {@code net} still stands
 * @param keptNet what was taken for the line and not given back, without tax; a refund of tax alone does not lower it
 * @param money what was authorized, captured and refunded for it, with tax
 */
public record LineFacts(Line line, Money net, Money tax, Money standingNet, Money keptNet, Share money) {

    public String lineId() {
        return line.lineId();
    }

    /** Whether it is something bought, as opposed to a gift card. */
    public boolean isArticle() {
        return line.kind() == LineKind.ARTICLE;
    }

    /** With tax, for the ordered quantity. */
    public Money gross() {
        return net.plus(tax);
    }

    /** What of {@link #gross()} still stands. */
    public Money standing() {
        return money.standing();
    }

    /** How much of the ordered quantity was not cancelled. */
    public BigDecimal standingQuantity() {
        return line.quantity().subtract(line.cancelledQuantity()).max(BigDecimal.ZERO);
    }

    /** What was taken for the line and not given back, with tax. */
    public Money kept() {
        return money.kept();
    }
}
