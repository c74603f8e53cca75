package shop.gather.order.facts;

import org.joda.money.Money;

/**
 * The part of an order's money that belongs to one line, to shipping or to fees. Each component, summed over all of
 * them, gives the order's total.
 *
 * @param ordered the price as ordered, with tax and with its part of whole-order discounts
 * @param standing the part of {@code ordered} that is not cancelled; zero if the order is
 * @param authorized the amount authorized for it and not captured
 * @param captured the amount captured for it, including refunded money
 * @param refunded the amount refunded for it, including refunds that are not settled yet
 */
public record Share(Money ordered, Money standing, Money authorized, Money captured, Money refunded) {

    /** The amount captured and not refunded; negative if more was refunded than captured. */
    public Money kept() {
        return captured.minus(refunded);
    }
}
