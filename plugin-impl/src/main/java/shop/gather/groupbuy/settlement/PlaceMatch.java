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
 * A place and the terms of its campaign.
 *
 * @param terms those for the place's article
 * @param unitPrice the final unit price of the team that has succeeded; null before
 * @param opener whether the buyer has opened the team with this place
 */
record PlaceMatch(
        Participation place,
        String variantId,
        CampaignTerms terms,
        Money listPrice,
        PriceBy by,
        Money unitPrice,
        boolean opener,
        Exchange exchange) {

    /**
     * Data about another variant that an order may hold in place of the article.
     *
     * @param productId the campaign's product; null for none
     * @param lineId the line that paid for the place; null before
     * @param same the order's variants that belong to the campaign's product; empty while the order has the article,
     *     and where exchanges do not keep the place
     * @param unknown the order's variants whose product the shop has not stated yet
     */
    record Exchange(String productId, String lineId, Set<String> same, Set<String> unknown) {

        static final Exchange NONE = new Exchange(null, null, Set.of(), Set.of());
    }

    /**
     * The checkout's price for this quantity of the article: the place's units at the group price, the rest at the
     * shop's price.
     */
    Money price(BigDecimal quantity) {
        BigDecimal atGroupPrice = quantity.min(quantity());
        return groupPrice()
                .multipliedBy(atGroupPrice, RoundingMode.HALF_UP)
                .plus(listPrice.multipliedBy(quantity.subtract(atGroupPrice), RoundingMode.HALF_UP));
    }

    boolean isIn(OrderSnapshot order) {
        return order.currency().equals(listPrice.getCurrencyUnit());
    }

    /** The price of one unit that the checkout charges. */
    Money groupPrice() {
        return terms.checkoutPrice();
    }

    /** The number of units that the place is for. */
    BigDecimal quantity() {
        return BigDecimal.valueOf(place.quantity());
    }

    /** The final price of one unit, as far as it is known. */
    Money endPrice() {
        Money ofTeam = unitPrice == null ? groupPrice() : unitPrice;
        return opener ? terms.price().openerPays(ofTeam) : ofTeam;
    }

    /**
     * The buyer's rebate for an order; empty where the shop charged the final price, or now sells in another currency.
     */
    Optional<Rebate> rebate(PlaceFacts facts) {
        boolean comesBack = by == PriceBy.REBATE || endPrice().isLessThan(groupPrice()) || place.delivered() != null;
        return comesBack && isIn(facts.order())
                ? Optional.of(Rebate.of(place.id(), facts, quantity(), units -> terms.delivery()
                        .due(rebatedTo(facts), units, place.delivered())))
                : Optional.empty();
    }

    /**
     * The unit price to which the rebate reduces the buyer's price: normally the final price. If the line does not show
     * the price of the place's units (another variant, or more units at a price that the shop has changed since), it is
     * higher as needed, so that the rebate does not exceed the campaign's.
     */
    private Money rebatedTo(PlaceFacts facts) {
        BigDecimal ordered = facts.line().line().quantity();
        boolean shown = by == PriceBy.REBATE || ordered.compareTo(quantity()) <= 0;
        if (shown && facts.line().line().isOf(variantId)) {
            return endPrice();
        }
        Money charged = by == PriceBy.REBATE ? listPrice : groupPrice();
        Money one = facts.units().worth().dividedBy(facts.units().quantity(), RoundingMode.HALF_UP);
        Money least = one.minus(charged.minus(endPrice()));
        return least.isGreaterThan(endPrice()) ? least : endPrice();
    }

    /**
     * Whether a line may replace the exchanged article: another variant of the campaign's product, paid at no less than
     * the group price.
     */
    boolean standsFor(LineFacts line) {
        Money paid = line.line().gross();
        return line.line().variantId().filter(exchange.same()::contains).isPresent()
                && !line.line().isCancelled()
                && paid.getCurrencyUnit().equals(listPrice.getCurrencyUnit())
                && !paid.isLessThan(groupPrice().multipliedBy(line.line().quantity(), RoundingMode.HALF_UP));
    }

    /** Returns a copy with the shop's answer about the variants that the order holds in place of the article. */
    PlaceMatch with(ExchangedVariants.Products products) {
        return new PlaceMatch(
                place,
                variantId,
                terms,
                listPrice,
                by,
                unitPrice,
                opener,
                new Exchange(exchange.productId(), exchange.lineId(), products.same(), products.unknown()));
    }
}
