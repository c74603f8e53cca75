package shop.gather.order.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.LineKind;

/**
 * One article, or one bought gift card, of an order. Amounts include the line's part of whole-order discounts.
 *
 * @param line as the shop states it
 * @param net the price as ordered, without tax
 * @param tax on {@code net}
 * @param standingNet the part of {@code net} that is not cancelled
 * @param keptNet the amount captured for the line and not refunded, without tax; a refund of tax alone does not reduce
 *     it
 * @param money the amounts authorized, captured and refunded for the line, with tax
 */
public record LineFacts(Line line, Money net, Money tax, Money standingNet, Money keptNet, Share money) {

    public String lineId() {
        return line.lineId();
    }

    /** Whether the line is an article, not a gift card. */
    public boolean isArticle() {
        return line.kind() == LineKind.ARTICLE;
    }

    /** With tax, for the ordered quantity. */
    public Money gross() {
        return net.plus(tax);
    }

    /** The part of an amount for this line that is not tax. */
    public Money netOf(Money amount) {
        return gross().isPositive()
                ? Proration.part(amount, net, gross(), RoundingMode.HALF_EVEN)
                : Money.zero(amount.getCurrencyUnit());
    }

    /** The part of {@link #gross()} that is not cancelled. */
    public Money standing() {
        return money.standing();
    }

    /** The part of the ordered quantity that is not cancelled. */
    public BigDecimal standingQuantity() {
        return line.quantity().subtract(line.cancelledQuantity()).max(BigDecimal.ZERO);
    }

    /** The amount captured for the line and not refunded, with tax. */
    public Money kept() {
        return money.kept();
    }
}
