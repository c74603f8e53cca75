package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import java.util.function.Predicate;
import org.joda.money.Money;
import shop.gather.order.facts.LineFacts;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * What a buyer who paid more than one costs in the end gets back once the team has succeeded: the shop's ordinary
 * price, or the first of several group prices. A function of the order as it is now. Computed from totals, so it does
 * not matter who gave money back, when, or how often it is read.
 *
 * <ul>
 *   <li>Promised is what the team's line cost for the allowed quantity that still stands, after discounts and with tax
 *       as the shop has it, less what that costs in the end; never below zero. Half a minor unit goes to the buyer.
 *   <li>Open is so much of it as was not given back for the team's line yet, and never more than what the shop keeps
 *       above what the buyer then owes. A refund that names another article is for that one; every other counts,
 *       whoever made it and why: better a buyer asks than is paid twice.
 * </ul>
 *
 * @param promised what comes back in all; zero for an order at or below what it costs in the end
 * @param open what of it has not come back yet; until everything owed was taken, whatever was given back for no other
 *     article counts
 */
record Rebate(Money promised, Money open) {

    /**
     * @param endPrice what one costs in the end
     * @param allowed the most units that have this price
     */
    static Rebate of(UUID place, PlaceFacts facts, Money endPrice, BigDecimal allowed) {
        Money zero = Money.zero(facts.order().currency());
        Money promised = facts.lineStands() ? promised(facts, endPrice, allowed) : zero;
        if (!facts.taken()) {
            Money back = sum(facts, refund -> refund.lines().isEmpty() || names(refund, facts.line()));
            return new Rebate(promised, most(zero, promised.minus(back)));
        }
        Money excess = facts.kept().plus(forShipping(facts)).minus(owed(facts).minus(promised));
        return new Rebate(promised, most(zero, least(excess, promised.minus(given(place, facts)))));
    }

    /** What has come back of the price of a place: by refunds that Gather asked for, or that name its line. */
    static Money given(UUID place, PlaceFacts facts) {
        return most(beyondCancelled(facts, facts.line()), sum(facts, refund -> refund.key()
                .flatMap(CommandKey::read)
                .filter(key -> key.purpose() == Purpose.REBATE && key.subject().equals(place))
                .isPresent()));
    }

    private static Money promised(PlaceFacts facts, Money endPrice, BigDecimal allowed) {
        BigDecimal quantity = facts.line().standingQuantity().min(allowed);
        PlaceUnits units = facts.units();
        Money paid = Money.ofMinor(
                endPrice.getCurrencyUnit(),
                BigDecimal.valueOf(units.worth().getAmountMinorLong())
                        .multiply(quantity)
                        .divide(units.quantity(), 0, RoundingMode.HALF_UP)
                        .longValueExact());
        return most(
                Money.zero(endPrice.getCurrencyUnit()),
                paid.minus(endPrice.multipliedBy(quantity, RoundingMode.HALF_UP)));
    }

    /**
     * What the buyer owes for what still stands, where another article that was given back by name does not, nor what
     * came back of another place's price.
     */
    private static Money owed(PlaceFacts facts) {
        Money owed = facts.due();
        if (owed.isZero()) {
            return owed;
        }
        for (LineFacts line : facts.facts().lines()) {
            if (!line.lineId().equals(facts.line().lineId())) {
                Money rebated =
                        facts.others().rebated().getOrDefault(line.lineId(), Money.zero(owed.getCurrencyUnit()));
                owed = owed.minus(least(line.standing(), most(beyondCancelled(facts, line), rebated)));
            }
        }
        return owed;
    }

    /** What was given back for a line by name, beyond what was cancelled of it. */
    private static Money beyondCancelled(PlaceFacts facts, LineFacts line) {
        Money named = Money.zero(facts.order().currency());
        for (Refund refund : facts.refunds()) {
            for (var part : refund.lines()) {
                named = part.lineId().equals(line.lineId()) ? named.plus(part.amount()) : named;
            }
        }
        Money cancelled = line.gross().minus(line.standing());
        return most(named.minus(cancelled), Money.zero(facts.order().currency()));
    }

    /** What was given back for shipping: it is no part of the price. */
    private static Money forShipping(PlaceFacts facts) {
        return facts.refunds().stream()
                .map(Refund::shipping)
                .reduce(Money.zero(facts.order().currency()), Money::plus);
    }

    private static boolean names(Refund refund, LineFacts line) {
        return refund.lines().stream().anyMatch(part -> part.lineId().equals(line.lineId()));
    }

    private static Money sum(PlaceFacts facts, Predicate<Refund> which) {
        return facts.refunds().stream()
                .filter(which)
                .map(refund -> refund.amount().minus(refund.shipping()))
                .reduce(Money.zero(facts.order().currency()), Money::plus);
    }

    private static Money least(Money one, Money other) {
        return one.isLessThan(other) ? one : other;
    }

    private static Money most(Money one, Money other) {
        return one.isLessThan(other) ? other : one;
    }
}
