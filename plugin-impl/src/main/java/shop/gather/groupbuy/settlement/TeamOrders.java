package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.intake.OrderRead;

/** The team lines of orders, for features that must not count amounts that may still be refunded. Thread-safe. */
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
     * @param openRebate the part of the line's price that is still to be paid back to the buyer, with tax; zero where
     *     the shop charges the group price
     * @param standing the part of the line's price that is not cancelled, with tax; for a place that has ended, without
     *     its units
     * @param added the mark-up in its price; empty unless a leader resells the campaign
     */
    public record TeamLine(String lineId, Place place, Money openRebate, Money standing, Optional<LineMarkUp> added) {

        /** A line without a mark-up. */
        public TeamLine(String lineId, Place place, Money openRebate, Money standing) {
            this(lineId, place, openRebate, standing, Optional.empty());
        }

        /**
         * The amount captured for the line that is neither refunded nor still to be returned, without tax; zero until
         * the team has succeeded. After the place has ended, that of the line's other units.
         */
        public Money earning(LineFacts line) {
            if (place == Place.WAITING) {
                return Money.zero(standing.getCurrencyUnit());
            }
            Money net = standing.equals(line.standing()) ? line.standingNet() : line.netOf(standing);
            return earning(line, net, line.netOf(openRebate));
        }

        /** As {@link #earning(LineFacts)} of a line that belongs to no team. */
        public static Money earning(LineFacts line, Money standingNet) {
            return earning(line, standingNet, Money.zero(standingNet.getCurrencyUnit()));
        }

        private static Money earning(LineFacts line, Money standingNet, Money toReturn) {
            Money kept = standingNet.isLessThan(line.keptNet()) ? standingNet : line.keptNet();
            Money earning = kept.minus(toReturn);
            return earning.isNegative() ? Money.zero(earning.getCurrencyUnit()) : earning;
        }

        /** The part of {@link #earning} that belongs to the leader who resells the campaign; zero without a mark-up. */
        public Money markUp(LineFacts line) {
            return added.filter(any -> place == Place.CONFIRMED)
                    .map(markUp -> markUp.of(line, earning(line)))
                    .orElseGet(() -> Money.zero(standing.getCurrencyUnit()));
        }

        /** The state of the place. */
        public enum Place {
            /** The team has not ended: the line may still be cancelled. */
            WAITING,
            /** The team has succeeded. */
            CONFIRMED,
            /** The place has ended: the line is to be cancelled, or was. */
            ENDED
        }
    }

    /**
     * The order's team lines, by the same assignment of lines to places that is used for payments; empty for an order
     * without one. For an order that is not paid yet, the lines of the places held for it are included. Runs in the
     * transaction that applies the read, after the places were updated.
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
                        : facts.line().standing(),
                LineMarkUp.of(match, facts));
    }

    private static TeamLine.Place place(State state) {
        return switch (state) {
            case HELD, PAID -> TeamLine.Place.WAITING;
            case CONFIRMED -> TeamLine.Place.CONFIRMED;
            default -> TeamLine.Place.ENDED;
        };
    }
}
