package shop.gather.order.facts;

import org.joda.money.Money;

/**
 * The part of an order's money that belongs to one line, to shipping or to its fees. Over all of them each column adds
 * up to the order's total.
 *
 * @param ordered what it cost as ordered, with tax and with its part of whole-order discounts
 * @param standing what of {@code ordered} neither was cancelled itself nor went with a cancelled order
 * @param authorized what is reserved for it and not taken
 * @param captured what was taken for it, whatever was given back since
 * @param refunded what was given back for it, also where the money has not left yet
 */
public record Share(Money ordered, Money standing, Money authorized, Money captured, Money refunded) {

    /** What was taken and not given back; negative where more was given back than taken. */
    public Money kept() {
        return captured.minus(refunded);
    }
}
