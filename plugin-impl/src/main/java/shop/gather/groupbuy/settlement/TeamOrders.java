package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.order.intake.OrderRead;

/** What an order has to do with a team, for features that must not count what may still be given back. Thread-safe. */
@Singleton
public class TeamOrders {

    private final OrderPlaces orders;
    private final PlaceDecisions decisions;

    @Inject
    TeamOrders(OrderPlaces orders, PlaceDecisions decisions) {
        this.orders = orders;
        this.decisions = decisions;
    }

    /**
     * A line of an order that pays for a place in a team.
     *
     * @param openRebate what of the line's price is still to come back to the buyer, with tax; zero where the shop
     *     charges the group price
     * @param standing what of the line's price stands, with tax; of a place that has ended, what stands without its
     *     units
     */
    public record TeamLine(String lineId, Place place, Money openRebate, Money standing) {

        /** Where the place stands. */
        public enum Place {
            /** The team is not decided: the line may still be cancelled. */
            WAITING,
            /** The team has succeeded. */
            CONFIRMED,
            /** There is no place any more: the line is to be cancelled, or was. */
            ENDED
        }
    }

    /**
     * The order's team lines, by the same assignment with which the order pays for places; empty for an order without
     * one. An order that is not paid yet has the lines of the places that are held for it, too. Runs in the transaction
     * that applies the read, after the places were brought up to date.
     */
    public List<TeamLine> teamLines(OrderRead read) {
        if (read.shared()) {
            // It has no places, see PaymentProjection#alone.
            return List.of();
        }
        List<PlaceMatch> matches = orders.find(read.store(), read.order(), read.member()).stream()
                .filter(match -> match.place().orderId() != null || isHeldFor(read, match.place()))
                .toList();
        PlaceLines lines = PlaceLines.of(read.facts(), matches);
        return matches.stream()
                .flatMap(match -> lines.of(match).map(facts -> line(match, facts)).stream())
                .toList();
    }

    private boolean isHeldFor(OrderRead read, Participation place) {
        return place.state() == State.HELD
                && !decisions.declined(read.store(), place.id(), read.order().orderId());
    }

    private static TeamLine line(PlaceMatch match, PlaceFacts facts) {
        Long rebateOpen = match.place().rebateOpen();
        TeamLine.Place place = place(match.place().state());
        return new TeamLine(
                facts.line().lineId(),
                place,
                Money.ofMinor(facts.order().currency(), rebateOpen == null ? 0 : rebateOpen),
                place == TeamLine.Place.ENDED
                        ? facts.standingWithoutPlace()
                        : facts.line().standing());
    }

    private static TeamLine.Place place(State state) {
        return switch (state) {
            case HELD, PAID -> TeamLine.Place.WAITING;
            case CONFIRMED -> TeamLine.Place.CONFIRMED;
            default -> TeamLine.Place.ENDED;
        };
    }
}
