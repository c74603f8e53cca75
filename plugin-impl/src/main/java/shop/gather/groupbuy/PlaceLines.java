package shop.gather.groupbuy;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;
import shop.gather.groupbuy.Campaign.PriceBy;
import shop.gather.groupbuy.OrderPlaces.Match;
import shop.gather.groupbuy.Participations.State;
import shop.gather.order.OrderFacts;

/**
 * Assigns the lines of an order to the places that it pays for. Each line belongs to one place at most. Places choose in
 * the order of their ids, so that the result does not depend on how they were found.
 */
final class PlaceLines {

    private static final Set<State> OVER = Set.of(State.FAILED, State.LATE, State.UNPAID, State.RETURNED);

    private final Map<Match, PlaceFacts> found = new LinkedHashMap<>();

    private PlaceLines() {}

    static PlaceLines of(OrderFacts facts, List<Match> matches) {
        PlaceLines lines = new PlaceLines();
        Set<String> taken = new HashSet<>();
        matches.stream()
                .sorted(Comparator.comparing(match -> match.place().id().toString()))
                .forEach(match -> PlaceFacts.of(facts, match.variantId(), price(facts, match), taken)
                        .ifPresent(place -> {
                            taken.add(place.line().lineId());
                            lines.found.put(
                                    match,
                                    place.with(PlaceUnits.of(place.line(), match))
                                            .with(
                                                    OVER.contains(match.place().state())
                                                            ? PlaceFacts.Ending.CANCELLED
                                                            : PlaceFacts.Ending.NONE));
                        }));
        return lines;
    }

    /** What the order says about a place; empty if it has no line of the place's article. */
    Optional<PlaceFacts> of(Match match) {
        return Optional.ofNullable(found.get(match)).map(facts -> facts.with(others(match)));
    }

    private static Function<BigDecimal, Money> price(OrderFacts facts, Match match) {
        return match.by() == PriceBy.OFFER
                ? match::price
                : quantity -> Money.zero(facts.order().currency());
    }

    /** What the order owes to the other places that it pays for. */
    private PlaceFacts.Others others(Match match) {
        Money excess = Money.zero(found.get(match).order().currency());
        Money rebates = excess;
        Money more = excess;
        for (var other : found.entrySet()) {
            if (!other.getKey().equals(match)) {
                PlaceFacts facts = other.getValue();
                excess = excess.plus(facts.lineExcess());
                more = more.plus(facts.more());
                rebates = rebates.plus(other.getKey()
                        .rebate(facts)
                        .filter(any -> other.getKey().place().state() == State.CONFIRMED)
                        .map(Rebate::open)
                        .orElse(Money.zero(excess.getCurrencyUnit())));
            }
        }
        boolean first = found.keySet().iterator().next().equals(match);
        return new PlaceFacts.Others(found.size() > 1, !first, excess, rebates, more);
    }
}
