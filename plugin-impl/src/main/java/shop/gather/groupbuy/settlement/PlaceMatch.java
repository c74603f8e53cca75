package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.order.facts.LineFacts;
import shop.gather.spi.OrderSnapshot;

/**
 * A place with what its campaign promised.
 *
 * @param unitPrice what one costs in the team that has succeeded; null where that is the checkout's price, and
 *     before
 */
record PlaceMatch(
        Participation place,
        String variantId,
        CampaignTerms terms,
        Money listPrice,
        PriceBy by,
        Money unitPrice,
        Exchange exchange) {

    /**
     * What an order may hold in place of the article.
     *
     * @param productId the campaign's product; null for none
     * @param lineId the line that paid for the place; null before
     * @param same variants of the order that are of the campaign's product; empty while the order has the article, and
     *     where the place is not kept
     * @param unknown variants of the order whose product the shop has not told yet
     */
    record Exchange(String productId, String lineId, Set<String> same, Set<String> unknown) {

        static final Exchange NONE = new Exchange(null, null, Set.of(), Set.of());
    }

    /**
     * What so much of the article costs at the checkout: a place's share at the group price, the rest at the
     * shop's.
     */
    Money price(BigDecimal quantity) {
        BigDecimal atGroupPrice = quantity.min(unitsPerPlace());
        return groupPrice()
                .multipliedBy(atGroupPrice, RoundingMode.HALF_UP)
                .plus(listPrice.multipliedBy(quantity.subtract(atGroupPrice), RoundingMode.HALF_UP));
    }

    boolean isIn(OrderSnapshot order) {
        return order.currency().equals(listPrice.getCurrencyUnit());
    }

    /** What the checkout charges for one. */
    Money groupPrice() {
        return terms.checkoutPrice();
    }

    BigDecimal unitsPerPlace() {
        return BigDecimal.valueOf(terms.stock().unitsPerPlace());
    }

    /** What one costs in the end, as far as that is known. */
    private Money endPrice() {
        return unitPrice == null ? groupPrice() : unitPrice;
    }

    /**
     * What the buyer gets back of an order; empty where the shop charged what one costs in the end, or sells in
     * another currency now.
     */
    Optional<Rebate> rebate(PlaceFacts facts) {
        boolean comesBack = by == PriceBy.REBATE || endPrice().isLessThan(groupPrice());
        return comesBack && isIn(facts.order())
                ? Optional.of(Rebate.of(place.id(), facts, rebatedTo(facts), unitsPerPlace()))
                : Optional.empty();
    }

    /**
     * What one costs in the end. Where the line does not show what the place's units cost, because it is for
     * another variant, or for more units at a price that the shop has changed since, so much that the rebate is no
     * higher than the campaign's.
     */
    private Money rebatedTo(PlaceFacts facts) {
        BigDecimal ordered = facts.line().line().quantity();
        boolean shown = by == PriceBy.REBATE || ordered.compareTo(unitsPerPlace()) <= 0;
        if (shown && facts.line().line().isOf(variantId)) {
            return endPrice();
        }
        Money charged = by == PriceBy.REBATE ? listPrice : groupPrice();
        Money one = facts.units().worth().dividedBy(facts.units().quantity(), RoundingMode.HALF_UP);
        Money least = one.minus(charged.minus(endPrice()));
        return least.isGreaterThan(endPrice()) ? least : endPrice();
    }

    /**
     * Whether a line may stand for the article that was exchanged: another variant of the campaign's product at no
     * less than the group price.
     */
    boolean standsFor(LineFacts line) {
        Money paid = line.line().gross();
        return line.line().variantId().filter(exchange.same()::contains).isPresent()
                && !line.line().isCancelled()
                && paid.getCurrencyUnit().equals(listPrice.getCurrencyUnit())
                && !paid.isLessThan(groupPrice().multipliedBy(line.line().quantity(), RoundingMode.HALF_UP));
    }

    /** With what the shop told about the variants that an order holds in place of the article. */
    PlaceMatch with(ExchangedVariants.Products products) {
        return new PlaceMatch(
                place,
                variantId,
                terms,
                listPrice,
                by,
                unitPrice,
                new Exchange(exchange.productId(), exchange.lineId(), products.same(), products.unknown()));
    }
}
