package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.PriceOffers.Offer;

/**
 * Finds the discount that gives exactly the offered price. If the shop's prices include tax, there always is one.
 * Otherwise tax is added to the net price and rounded once per line, so the price must be exact for each quantity that
 * a buyer may order.
 */
final class ReachablePrice {

    private static final int MOST_QUANTITIES = 1000;

    private final HostFacts facts;

    ReachablePrice(HostFacts facts) {
        this.facts = facts;
    }

    Optional<PercentageDiscount> discount(Offer offer, JsonObject variant) {
        boolean taxed = facts.identity().pricesIncludeTax();
        long unit = Fields.number(variant, taxed ? "priceWithTax" : "price");
        if (!offer.unitPrice().getCurrencyUnit().getCode().equals(Fields.text(variant, "currencyCode"))
                || offer.unitPrice().isNegative()
                || !facts.amounts().has(offer.unitPrice())) {
            return Optional.empty();
        }
        long target = facts.amounts().value(offer.unitPrice());
        TaxRate rate = TaxRate.of(Fields.object(variant, "taxRateApplied"), "value");
        return (taxed ? LongStream.of(target) : withoutTax(target, offer.maxQuantity(), rate))
                .filter(price -> price <= unit && unit > 0)
                .mapToObj(price -> PercentageDiscount.between(unit, price, offer.variantId()))
                .findFirst();
    }

    private static LongStream withoutTax(long target, int maxQuantity, TaxRate rate) {
        long near = rate.without(target);
        return LongStream.rangeClosed(Math.max(0, near - 1), near + 1)
                .filter(net -> IntStream.rangeClosed(1, Math.min(maxQuantity, MOST_QUANTITIES))
                        .allMatch(quantity -> rate.with(net * quantity) == target * quantity));
    }
}
