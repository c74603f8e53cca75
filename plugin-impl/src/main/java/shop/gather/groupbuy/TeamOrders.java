package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.spi.OrderSnapshot;

/** What an order has to do with a team, for features that must not count what may still be given back. Thread-safe. */
@Singleton
public class TeamOrders {

    private final StoreSql sql;

    @Inject
    TeamOrders(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * A line of an order that pays for a place in a team.
     *
     * @param openRebate what of the line's price is still to come back to the buyer, with tax; zero where the shop charges the group price
     */
    public record TeamLine(String lineId, Place place, Money openRebate) {

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

    /** The order's team lines; empty for an order without one. Runs in the caller's transaction, one statement. */
    public List<TeamLine> teamLines(StoreId store, OrderSnapshot order) {
        return sql
                .list(
                        store,
                        "select c.variant_id, p.state, p.rebate_open from participation p"
                                + " join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                                + " where p.store_id = :store and p.order_id = ?",
                        row -> new Found(
                                row.getString("variant_id"),
                                Participations.State.valueOf(row.getString("state")),
                                row.getLong("rebate_open")),
                        order.orderId())
                .stream()
                .flatMap(found -> line(order, found).stream())
                .toList();
    }

    private record Found(String variant, Participations.State state, long rebateOpen) {}

    private static Optional<TeamLine> line(OrderSnapshot order, Found found) {
        return PlaceFacts.of(order, found.variant())
                .map(facts -> new TeamLine(
                        facts.line().lineId(),
                        place(found.state()),
                        Money.ofMinor(order.currency(), found.rebateOpen())));
    }

    private static TeamLine.Place place(Participations.State state) {
        return switch (state) {
            case HELD, PAID -> TeamLine.Place.WAITING;
            case CONFIRMED -> TeamLine.Place.CONFIRMED;
            default -> TeamLine.Place.ENDED;
        };
    }
}
