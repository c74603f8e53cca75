package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;
import shop.gather.groupbuy.place.Participation;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.OrderFacts;
import shop.gather.shop.command.CommandKey;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * The payment facts of an order for one place.
 *
 * @param facts of the whole order
 * @param line the line that the place is for
 * @param units the part of the line that belongs to the place
 * @param ending how cancelled units are assigned to the place or to the rest of its line
 * @param others totals of the other places that the order pays for
 */
record PlaceFacts(OrderFacts facts, LineFacts line, PlaceUnits units, Ending ending, Others others) {

    /** Whether the place has ended, and which changes of the order then end its units. */
    enum Ending {
        /** The place has not ended: its units stand while any unit of its line does. */
        NONE,
        /** The place has ended: cancelled units of its line are first assigned to the place. */
        CANCELLED,
        /** As CANCELLED; since the shop cannot cancel single units, a refund of their price ends them, too. */
        CANCELLED_OR_REFUNDED
    }

    /**
     * Totals of the other places of an order. All amounts are zero if there are none.
     *
     * @param any whether there are any
     * @param before whether one of them comes first; the first place also refunds what belongs to no line
     * @param excess the amount still to be refunded for their lines
     * @param rebates the rebates still to be paid back to their buyers
     * @param rebated the rebates already paid back, by line id
     * @param strayed the part of those rebates that the order shows as a refund of this place's line, because the shop
     *     names no lines
     * @param ended the lines that belong as a whole to places that have ended
     * @param more the cost of their lines above the lines' proportional share, because only their cheaper units were
     *     cancelled
     */
    record Others(
            boolean any,
            boolean before,
            Money excess,
            Money rebates,
            Map<String, Money> rebated,
            Money strayed,
            Set<String> ended,
            Money more) {

        Money rebatedInAll() {
            return rebated.values().stream().reduce(Money.zero(excess.getCurrencyUnit()), Money::plus);
        }

        /** For an order without rebates paid back. */
        static Others of(boolean any, boolean before, Money excess, Money rebates, Money more) {
            Money zero = Money.zero(excess.getCurrencyUnit());
            return new Others(any, before, excess, rebates, Map.of(), zero, Set.of(), more);
        }
    }

    /**
     * The facts of an order that pays for one place and has a line of the variant; of several lines the one with the
     * largest quantity.
     */
    static Optional<PlaceFacts> of(OrderSnapshot order, String variantId) {
        return of(OrderFacts.of(order), variantId, quantity -> Money.zero(order.currency()), Set.of());
    }

    /**
     * The facts of an order that has a line of the variant.
     *
     * @param price what a line of a place costs; of several lines the one with this price is the place's, else the one
     *     with the largest quantity
     * @param taken lines of other places
     */
    static Optional<PlaceFacts> of(
            OrderFacts facts, String variantId, Function<BigDecimal, Money> price, Set<String> taken) {
        return facts.lines().stream()
                .filter(line -> line.line().isOf(variantId) && !taken.contains(line.lineId()))
                .max(Comparator.comparing((LineFacts line) -> line.line()
                                .gross()
                                .equals(price.apply(line.line().quantity())))
                        .thenComparing(line -> line.line().quantity())
                        .thenComparing(LineFacts::lineId))
                .map(line -> ofLine(facts, line));
    }

    /** The facts of an order that pays for one place only, with a whole line. */
    static PlaceFacts ofLine(OrderFacts facts, LineFacts line) {
        Money zero = Money.zero(facts.order().currency());
        return new PlaceFacts(
                facts, line, PlaceUnits.whole(line), Ending.NONE, Others.of(false, false, zero, zero, zero));
    }

    PlaceFacts with(Others beside) {
        return new PlaceFacts(facts, line, units, ending, beside);
    }

    PlaceFacts with(PlaceUnits ofPlace) {
        return new PlaceFacts(facts, line, ofPlace, ending, others);
    }

    PlaceFacts with(Ending how) {
        return new PlaceFacts(facts, line, units, how, others);
    }

    /** Whether the line has units that do not belong to the place. */
    boolean isPart() {
        return units.arePartOf(line);
    }

    /** The number of units of the line that are cancelled, or count as cancelled because they were refunded. */
    private BigDecimal gone() {
        BigDecimal cancelled = line.line().cancelledQuantity();
        boolean refunded =
                ending == Ending.CANCELLED_OR_REFUNDED && isPart() && !forLine().isLessThan(units.worth());
        return refunded ? cancelled.max(units.quantity()) : cancelled;
    }

    /** The refunds that are neither for another line nor for shipping. */
    private Money forLine() {
        Money sum = Money.zero(order().currency());
        for (Refund refund : refunds()) {
            sum = sum.plus(refund.amount()).minus(refund.shipping());
            for (var part : refund.lines()) {
                sum = part.lineId().equals(line.lineId()) ? sum : sum.minus(part.amount());
            }
        }
        return sum;
    }

    /** The part of the line's price that is not cancelled. */
    private Money standing() {
        return ending == Ending.NONE || !isPart() || cancelled() ? line.standing() : units.standing(line, gone());
    }

    /** The part of the line's price that is not cancelled, without the place's units. */
    Money standingWithoutPlace() {
        return cancelled() ? Money.zero(order().currency()) : units.standing(line, gone().max(units.quantity()));
    }

    /**
     * The standing price of the line above its proportional share, because only the place's cheaper units were
     * cancelled.
     */
    Money more() {
        return standing().minus(line.standing());
    }

    /** The money kept for the line above the part of its price that is not cancelled; never negative. */
    Money lineExcess() {
        Money excess = line.kept().minus(standing());
        return excess.isPositive() ? excess : Money.zero(excess.getCurrencyUnit());
    }

    /**
     * The amount to be refunded for this place: everything that the buyer does not owe, without what other places
     * refund.
     */
    Money excess() {
        return others.before()
                ? lineExcess().plus(others.strayed())
                : kept().minus(due()).minus(others.excess()).plus(others.rebatedInAll());
    }

    /**
     * The number of units that count for the team: those of the place that are not cancelled, as many as the buyer asked
     * for at most. At least 1; part of a unit does not count.
     */
    int unitsOf(Participation place) {
        BigDecimal standing = line.standingQuantity().min(units.quantity());
        return Math.max(1, standing.min(BigDecimal.valueOf(place.quantity())).intValue());
    }

    OrderSnapshot order() {
        return facts.order();
    }

    boolean cancelled() {
        return facts.cancelled();
    }

    /**
     * Whether the place's units are not cancelled; for a place that has not ended, whether any unit of its line is not.
     */
    boolean lineStands() {
        return !cancelled()
                && !line.line().isCancelled()
                && (ending == Ending.NONE || gone().compareTo(units.quantity()) < 0);
    }

    /** Whether payments cover the whole order. Only then is a place paid. */
    boolean paid() {
        return lineStands() && facts.paid();
    }

    /**
     * Whether a paid place still is: the captured or authorized payments cover at least its line. Articles that are
     * added to the order later do not affect the place.
     */
    boolean stillPaid() {
        return lineStands() && facts.covers(line.standing());
    }

    /** Whether the team's line is cancelled, or everything captured for the order was refunded. */
    boolean givenBack() {
        return !lineStands() || facts.givenBack();
    }

    boolean taken() {
        return facts.taken();
    }

    Money captured() {
        return facts.captured();
    }

    Money kept() {
        return facts.kept();
    }

    Money due() {
        return facts.due().plus(more()).plus(others.more());
    }

    List<Refund> refunds() {
        return facts.refunds();
    }

    /** Whether the order shows the refund that a command with this key asked for. */
    boolean shows(CommandKey refundKey) {
        return refunds().stream()
                .anyMatch(refund ->
                        refund.key().filter(refundKey.toString()::equals).isPresent());
    }

    /** The keys of Gather's refunds that are not settled yet. */
    List<String> unsettled() {
        return refunds().stream()
                .filter(refund -> !refund.settled())
                .flatMap(refund -> refund.key().stream())
                .toList();
    }

    /**
     * Whether the order has anything else than the place's units that is not cancelled, and is not to be: lines of other
     * places that have ended, too, go with the order.
     */
    boolean othersStand() {
        BigDecimal own =
                units.quantity().subtract(line.line().cancelledQuantity()).max(BigDecimal.ZERO);
        boolean besideOnLine = line.standingQuantity().compareTo(own) > 0;
        return !cancelled()
                && (besideOnLine
                        || facts.lines().stream()
                                .anyMatch(other -> !other.lineId().equals(line.lineId())
                                        && !others.ended().contains(other.lineId())
                                        && !other.line().isCancelled()));
    }
}
