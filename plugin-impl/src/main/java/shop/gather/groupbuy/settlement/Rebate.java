package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import java.util.function.Predicate;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.order.facts.LineFacts;
import shop.gather.shop.command.CommandKey;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * The rebate of a buyer who paid more than the final price, because the checkout charged the shop's ordinary price or
 * the highest of several group prices. Paid back once the team has succeeded. A function of the order as it is now.
 * Computed from totals, so it does not matter who refunded, when, or how often the order is read.
 *
 * <ul>
 *   <li>Promised is the price of the team's line for the allowed quantity that is not cancelled, after discounts and
 *       with tax as the shop charged it, less the final price of that quantity, or of what was delivered of it; never
 *       below zero. Half a minor unit is rounded in the buyer's favour; of a price by delivery every fraction is.
 *   <li>Open is the part of it that was not refunded for the team's line yet, and never more than what the shop keeps
 *       above what the buyer then owes. A refund that names another article counts for that article. Every other refund
 *       counts, whoever made it and why: a buyer who has to ask is better than a rebate that is paid twice.
 * </ul>
 *
 * @param promised the total rebate; zero for an order at or below the final price
 * @param open the part that is not paid back yet; until everything owed was captured, each refund that names no other
 *     article counts
 */
record Rebate(Money promised, Money open) {

    /**
     * @param allowed the maximum number of units with the final price
     * @param due the final price of a number of units
     */
    static Rebate of(ParticipationId place, PlaceFacts facts, BigDecimal allowed, Function<BigDecimal, Money> due) {
        Money zero = Money.zero(facts.order().currency());
        Money promised = facts.lineStands() ? promised(facts, allowed, due) : zero;
        if (!facts.taken()) {
            Money back = sum(facts, refund -> refund.lines().isEmpty() || names(refund, facts.line()));
            return new Rebate(promised, most(zero, promised.minus(back)));
        }
        Money excess = facts.kept().plus(forShipping(facts)).minus(owed(facts).minus(promised));
        return new Rebate(promised, most(zero, least(excess, promised.minus(given(place, facts)))));
    }

    /** The rebate that was paid back for a place: by Gather's rebate refunds, or by refunds that name its line. */
    static Money given(ParticipationId place, PlaceFacts facts) {
        return most(beyondCancelled(facts, facts.line()), sum(facts, refund -> refund.key()
                .flatMap(CommandKey::read)
                .filter(key -> key.purpose().isRebate() && key.isOf(place))
                .isPresent()));
    }

    private static Money promised(PlaceFacts facts, BigDecimal allowed, Function<BigDecimal, Money> due) {
        BigDecimal quantity = facts.line().standingQuantity().min(allowed);
        PlaceUnits units = facts.units();
        Money paid = Money.ofMinor(
                facts.order().currency(),
                BigDecimal.valueOf(units.worth().getAmountMinorLong())
                        .multiply(quantity)
                        .divide(units.quantity(), 0, RoundingMode.HALF_UP)
                        .longValueExact());
        return most(Money.zero(facts.order().currency()), paid.minus(due.apply(quantity)));
    }

    /**
     * What the buyer owes for what is not cancelled. Not owed are other articles that were refunded by name, and
     * rebates of other places.
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

    /** The amount refunded for a line by name, beyond its cancelled part. */
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

    /** The amount refunded for shipping, which is no part of the price. */
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
