package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.Proration;
import shop.gather.platform.LeaderId;

/**
 * The mark-up in the price of a line that pays for a place in a campaign which a leader resells. She earns the same share
 * of what is kept for the line, without tax, as her mark-up has in the line's final price. So it follows refunds,
 * discounts and short deliveries in proportion. It is never more than the mark-up of as many of the place's units as
 * stand. Immutable.
 *
 * @param campaign the one that she resells
 * @param unit the mark-up of one unit, with tax
 * @param units of the line that belong to the place
 * @param price the final price of the whole line by the campaign, with tax: units that do not belong to the place cost
 *     the shop's own price
 */
public record LineMarkUp(CampaignId campaign, LeaderId leader, Money unit, BigDecimal units, Money price) {

    /** Empty if no leader resells the campaign, or the shop now sells in another currency. */
    static Optional<LineMarkUp> of(PlaceMatch match, PlaceFacts facts) {
        return match.terms()
                .resale()
                .resold()
                .filter(any -> match.isIn(facts.order()))
                .map(resold -> {
                    BigDecimal units = facts.units().quantity();
                    BigDecimal others = facts.line().line().quantity().subtract(units);
                    return new LineMarkUp(
                            match.place().campaign(),
                            new LeaderId(resold.leaderId()),
                            resold.markUp(),
                            units,
                            match.endPrice()
                                    .multipliedBy(units, RoundingMode.HALF_UP)
                                    .plus(match.listPrice().multipliedBy(others, RoundingMode.HALF_UP)));
                });
    }

    /**
     * The part of an amount that belongs to the leader, rounded down; never more than the mark-up, without tax, of as many
     * units of the place as stand in the line.
     *
     * @param earning what is kept for the line, without tax
     */
    public Money of(LineFacts line, Money earning) {
        Money most = line.netOf(price);
        Money shared = earning.isLessThan(most) ? earning : most;
        if (!shared.isPositive()) {
            return Money.zero(shared.getCurrencyUnit());
        }
        Money share = Proration.part(shared, added(units), price, RoundingMode.DOWN);
        Money standing = line.netOf(added(units.min(line.standingQuantity())));
        return share.isLessThan(standing) ? share : standing;
    }

    private Money added(BigDecimal quantity) {
        return unit.multipliedBy(quantity, RoundingMode.HALF_UP);
    }
}
