package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.PriceOffers.Offer;

/**
 * Finds the discount on the entered price that gives exactly the offered price. If prices are entered without tax, some
 * gross prices cannot be reached.
 */
record ReachablePrice(ShopFacts facts) {

    private static final int MOST_TRIED = 100;

    /** @return empty if no discount gives this price for every quantity that the offer allows */
    Optional<BigDecimal> discount(Offer offer, WooCatalog.Sold sold) {
        Money wanted = offer.unitPrice();
        Optional<BigDecimal> entered = Fields.optionalDecimal(sold.entry(), "price");
        if (entered.isEmpty() || !wanted.getCurrencyUnit().equals(facts.currency())) {
            return Optional.empty();
        }
        BigDecimal factor = facts.taxes().factor(sold.entry());
        BigDecimal net = wanted.getAmount().divide(factor, facts.decimals(), RoundingMode.HALF_UP);
        boolean exact = true;
        for (int quantity = 1; quantity <= Math.min(offer.maxQuantity(), MOST_TRIED); quantity++) {
            BigDecimal charged = net.multiply(BigDecimal.valueOf(quantity)).multiply(factor);
            exact &= Amounts.rounded(facts.currency(), charged).equals(wanted.multipliedBy(quantity));
        }
        BigDecimal discount = entered.get().subtract(net);
        return exact && discount.signum() >= 0 ? Optional.of(discount) : Optional.empty();
    }
}
