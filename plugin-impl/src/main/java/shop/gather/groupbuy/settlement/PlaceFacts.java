package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.OrderFacts;
import shop.gather.shop.command.CommandKey;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * What an order says about a team's line.
 *
 * @param facts of the whole order
 * @param line the line that the place is for
 * @param units how much of the line the place is for
 * @param ending how the place's units are told from the others on its line
 * @param others what the order owes to other places that it pays for
 */
record PlaceFacts(OrderFacts facts, LineFacts line, PlaceUnits units, Ending ending, Others others) {

    /** Whether the place is over, and what ends its units then. */
    enum Ending {
        /** The place is not over: it stands as long as anything of its line does. */
        NONE,
        /** The place is over: of its line its own units are the first to be cancelled. */
        CANCELLED,
        /** As CANCELLED, and the shop cannot cancel units: a refund of their price ends them, too. */
        CANCELLED_OR_REFUNDED
    }

    /**
     * The other places of an order.
     *
     * @param any whether there are any
     * @param before whether one of them comes first; the first also gives back what belongs to no line
     * @param excess what is to come back for their lines
     * @param rebates what is still to come back to their buyers of the price
     * @param rebated what has come back of their price, by their lines
     * @param strayed what of that the order shows as given back for this place's line, because the shop names no lines
     * @param more what their lines cost beyond the line's proportion, because only their cheaper units were cancelled
     */
    record Others(
            boolean any,
            boolean before,
            Money excess,
            Money rebates,
            Map<String, Money> rebated,
            Money strayed,
            Money more) {

        Money rebatedInAll() {
            return rebated.values().stream().reduce(Money.zero(excess.getCurrencyUnit()), Money::plus);
        }

        /** Others of an order of which nothing was given back for the price. */
        static Others of(boolean any, boolean before, Money excess, Money rebates, Money more) {
            Money zero = Money.zero(excess.getCurrencyUnit());
            return new Others(any, before, excess, rebates, Map.of(), zero, more);
        }
    }

    /**
     * The facts of an order that pays for one place and has a line of the variant; of several the one with the most in
     * it.
     */
    static Optional<PlaceFacts> of(OrderSnapshot order, String variantId) {
        return of(OrderFacts.of(order), variantId, quantity -> Money.zero(order.currency()), Set.of());
    }

    /**
     * The facts of an order that has a line of the variant.
     *
     * @param price what a line of a place costs; of several lines the one that cost this is the place's, else the one
     *     with the most in it
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

    /** The facts of an order whose whole line is a place's, the only one that it pays for. */
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

    /** Whether the line has units that are not the place's. */
    boolean isPart() {
        return units.arePartOf(line);
    }

    /** How many units of the line are cancelled, or settled as if they were. */
    private BigDecimal gone() {
        BigDecimal cancelled = line.line().cancelledQuantity();
        boolean refunded =
                ending == Ending.CANCELLED_OR_REFUNDED && isPart() && !forLine().isLessThan(units.worth());
        return refunded ? cancelled.max(units.quantity()) : cancelled;
    }

    /** What was given back and is for no other line and not for shipping. */
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

    /** What of the line's price stands. */
    private Money standing() {
        return ending == Ending.NONE || !isPart() || cancelled() ? line.standing() : units.standing(line, gone());
    }

    /** What of the line's price stands without the place's units, cancelled or not. */
    Money standingWithoutPlace() {
        return cancelled() ? Money.zero(order().currency()) : units.standing(line, gone().max(units.quantity()));
    }

    /** What stands of the line beyond its proportion, because only the place's cheaper units were cancelled. */
    Money more() {
        return standing().minus(line.standing());
    }

    /** What the shop keeps for the line above what of it stands. */
    Money lineExcess() {
        Money excess = line.kept().minus(standing());
        return excess.isPositive() ? excess : Money.zero(excess.getCurrencyUnit());
    }

    /**
     * What of the order's money is to come back for this place: all that the buyer does not owe, less what other places
     * give back.
     */
    Money excess() {
        return others.before()
                ? lineExcess().plus(others.strayed())
                : kept().minus(due()).minus(others.excess()).plus(others.rebatedInAll());
    }

    OrderSnapshot order() {
        return facts.order();
    }

    boolean cancelled() {
        return facts.cancelled();
    }

    /** Whether the place's units stand; of a place that is not over, whether anything of its line does. */
    boolean lineStands() {
        return !cancelled()
                && !line.line().isCancelled()
                && (ending == Ending.NONE || gone().compareTo(units.quantity()) < 0);
    }

    /** Whether the buyer's money stands behind the whole order: only then is a place paid. */
    boolean paid() {
        return lineStands() && facts.paid();
    }

    /**
     * Whether a place that was paid still is: what the shop has or holds covers at least its line. Later additions to
     * the order do not take a place away.
     */
    boolean stillPaid() {
        return lineStands() && facts.covers(line.standing());
    }

    /**
     * Whether nothing of the team's line is left to the buyer: it is cancelled, or all that was taken was given back.
     */
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

    /** The keys of the refunds that a command of Gather made and whose money has not left yet. */
    List<String> unsettled() {
        return refunds().stream()
                .filter(refund -> !refund.settled())
                .flatMap(refund -> refund.key().stream())
                .toList();
    }

    /** Whether anything else than the place's units still stands. */
    boolean othersStand() {
        BigDecimal own =
                units.quantity().subtract(line.line().cancelledQuantity()).max(BigDecimal.ZERO);
        boolean besideOnLine = line.standingQuantity().compareTo(own) > 0;
        return !cancelled()
                && (besideOnLine
                        || facts.lines().stream()
                                .anyMatch(other -> !other.lineId().equals(line.lineId())
                                        && !other.line().isCancelled()));
    }
}
