package shop.gather.groupbuy.settlement;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.OrderFacts;

/**
 * Assigns the lines of an order to the places that it pays for. Each line belongs to at most one place. Places are
 * assigned in the order of their ids, so that the result does not depend on the order in which they were found.
 */
final class PlaceLines {

    private static final Set<State> OVER = Set.of(
            State.FAILED, State.LATE, State.UNPAID, State.LEFT, State.NOT_DRAWN, State.CASE_NOT_FILLED, State.RETURNED);

    private final Map<PlaceMatch, PlaceFacts> found = new LinkedHashMap<>();

    private PlaceLines() {}

    static PlaceLines of(OrderFacts facts, List<PlaceMatch> matches) {
        PlaceLines lines = new PlaceLines();
        Set<String> taken = new HashSet<>();
        List<PlaceMatch> sorted = matches.stream()
                .sorted(Comparator.comparing(match -> match.place().id().toString()))
                .toList();
        for (PlaceMatch match : sorted) {
            PlaceFacts.of(facts, match.variantId(), price(facts, match), taken)
                    .ifPresent(place -> lines.assign(match, place, taken));
        }
        // A place whose article was exchanged never gets another place's own line.
        for (PlaceMatch match : sorted) {
            PlaceFacts own = lines.found.get(match);
            if (own == null || own.line().line().isCancelled()) {
                facts.lines().stream()
                        .filter(line -> !taken.contains(line.lineId()) && match.standsFor(line))
                        .max(Comparator.comparing((LineFacts line) ->
                                        line.lineId().equals(match.exchange().lineId()))
                                .thenComparing(line -> line.line().gross())
                                .thenComparing(LineFacts::lineId))
                        .ifPresent(line -> lines.assign(match, PlaceFacts.ofLine(facts, line), taken));
            }
        }
        return lines;
    }

    private void assign(PlaceMatch match, PlaceFacts place, Set<String> taken) {
        taken.add(place.line().lineId());
        boolean over = OVER.contains(match.place().state());
        found.put(
                match,
                place.with(PlaceUnits.of(place.line(), match))
                        .with(over ? PlaceFacts.Ending.CANCELLED : PlaceFacts.Ending.NONE));
    }

    /** The line that paid for a place and now holds another article, if it belongs to no other place; else empty. */
    Optional<PlaceFacts> exchanged(OrderFacts facts, PlaceMatch match) {
        String lineId = match.exchange().lineId();
        boolean free = lineId != null
                && found.values().stream()
                        .noneMatch(place -> place.line().lineId().equals(lineId));
        return free
                ? facts.line(lineId).map(line -> {
                    Money zero = Money.zero(facts.order().currency());
                    Money excess = zero;
                    Money more = zero;
                    for (PlaceFacts place : found.values()) {
                        excess = excess.plus(place.lineExcess());
                        more = more.plus(place.more());
                    }
                    return PlaceFacts.ofLine(facts, line)
                            .with(PlaceUnits.of(line, match))
                            .with(PlaceFacts.Ending.CANCELLED)
                            .with(PlaceFacts.Others.of(!found.isEmpty(), !found.isEmpty(), excess, zero, more));
                })
                : Optional.empty();
    }

    /** The facts for a place; empty if the order has no line of the place's article. */
    Optional<PlaceFacts> of(PlaceMatch match) {
        return Optional.ofNullable(found.get(match)).map(facts -> facts.with(others(match)));
    }

    private static Function<BigDecimal, Money> price(OrderFacts facts, PlaceMatch match) {
        return match.by() == PriceBy.OFFER
                ? match::price
                : quantity -> Money.zero(facts.order().currency());
    }

    /** The totals of the other places that the order pays for. */
    private PlaceFacts.Others others(PlaceMatch match) {
        Money zero = Money.zero(found.get(match).order().currency());
        Money excess = zero;
        Money rebates = zero;
        Map<String, Money> rebated = new HashMap<>();
        Money strayed = zero;
        Money more = zero;
        boolean othersOver = false;
        Set<String> ended = new HashSet<>();
        for (var entry : found.entrySet()) {
            PlaceMatch other = entry.getKey();
            if (other.equals(match)) {
                continue;
            }
            PlaceFacts facts = entry.getValue();
            excess = excess.plus(facts.lineExcess());
            more = more.plus(facts.more());
            if (OVER.contains(other.place().state())) {
                othersOver = true;
                if (!facts.isPart()) {
                    ended.add(facts.line().lineId());
                }
            }
            if (other.place().state() == State.CONFIRMED) {
                Optional<Rebate> rebate = other.rebate(facts);
                rebates = rebates.plus(rebate.map(Rebate::open).orElse(zero));
                Money given = rebate.map(promise -> least(
                                promise.promised(), Rebate.given(other.place().id(), facts)))
                        .orElse(zero);
                rebated.put(facts.line().lineId(), given);
                strayed = strayed.plus(strayed(facts, given));
            }
        }
        boolean first = found.keySet().iterator().next().equals(match);
        // If other places have ended, it is unknown on whose line it was shown.
        return new PlaceFacts.Others(
                found.size() > 1, !first, excess, rebates, rebated, othersOver ? zero : strayed, ended, more);
    }

    /** The part of a paid rebate that the order does not show as a refund of the line for which it was paid. */
    private static Money strayed(PlaceFacts facts, Money given) {
        Money astray = facts.line().kept().minus(facts.line().standing().minus(given));
        if (!astray.isPositive()) {
            return Money.zero(given.getCurrencyUnit());
        }
        return least(astray, given);
    }

    private static Money least(Money one, Money other) {
        return one.isLessThan(other) ? one : other;
    }
}
