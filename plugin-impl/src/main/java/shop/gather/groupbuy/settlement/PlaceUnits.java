package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.order.facts.LineFacts;

/**
 * The part of a line that belongs to a place. A buyer may order more units than a place is for; the rest has the shop's
 * own price and does not concern the team.
 *
 * @param quantity above 0, at most the line's
 * @param worth the price of this part, with tax and after discounts
 */
record PlaceUnits(BigDecimal quantity, Money worth) {

    /** A line that belongs to a place as a whole. */
    static PlaceUnits whole(LineFacts line) {
        return new PlaceUnits(line.line().quantity(), line.gross());
    }

    /**
     * The units that a place is for. If the line's price shows that the shop gave the group price for more units, then
     * that number.
     */
    static PlaceUnits of(LineFacts line, PlaceMatch match) {
        BigDecimal ordered = line.line().quantity();
        BigDecimal most = match.quantity();
        if (ordered.compareTo(most) <= 0) {
            return whole(line);
        }
        Money cost = line.line().gross();
        boolean comparable = match.by() == PriceBy.OFFER
                && line.line().isOf(match.variantId())
                && cost.getCurrencyUnit().equals(match.listPrice().getCurrencyUnit())
                && match.listPrice().isGreaterThan(match.groupPrice());
        if (comparable) {
            Money list = match.listPrice();
            BigDecimal atGroupPrice = list.multipliedBy(ordered, RoundingMode.HALF_UP)
                    .minus(cost)
                    .getAmount()
                    .divide(list.minus(match.groupPrice()).getAmount(), 0, RoundingMode.HALF_UP);
            BigDecimal quantity = atGroupPrice.max(most).min(ordered);
            Money worth = match.groupPrice().multipliedBy(quantity, RoundingMode.HALF_UP);
            Money rest = list.multipliedBy(ordered.subtract(quantity), RoundingMode.HALF_UP);
            if (worth.plus(rest).minus(cost).abs().getAmountMinorLong() <= 1) {
                return new PlaceUnits(quantity, part(line.gross(), worth.getAmount(), cost.getAmount()));
            }
        }
        return new PlaceUnits(most, part(line.gross(), most, ordered));
    }

    boolean arePartOf(LineFacts line) {
        return quantity.compareTo(line.line().quantity()) < 0;
    }

    /**
     * The part of the line's price that is not cancelled, if {@code gone} units are cancelled and the place's units are
     * cancelled first.
     */
    Money standing(LineFacts line, BigDecimal gone) {
        BigDecimal ownLeft = quantity.subtract(gone).max(BigDecimal.ZERO);
        BigDecimal others = line.line().quantity().subtract(quantity);
        BigDecimal othersLeft =
                others.subtract(gone.subtract(quantity).max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
        Money own = part(worth, ownLeft, quantity);
        return others.signum() == 0 ? own : own.plus(part(line.gross().minus(worth), othersLeft, others));
    }

    private static Money part(Money amount, BigDecimal of, BigDecimal whole) {
        return whole.signum() == 0
                ? Money.zero(amount.getCurrencyUnit())
                : Money.ofMinor(
                        amount.getCurrencyUnit(),
                        BigDecimal.valueOf(amount.getAmountMinorLong())
                                .multiply(of)
                                .divide(whole, 0, RoundingMode.HALF_UP)
                                .longValueExact());
    }
}
