package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
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
     * The line of an order that pays for a place in a team.
     *
     * @param confirmed whether the team has succeeded; until then the line may still be cancelled and counts for nothing
     */
    public record TeamLine(String lineId, boolean confirmed) {}

    /** The order's team line; empty for an order without one. Runs in the caller's transaction, one statement. */
    public Optional<TeamLine> teamLine(StoreId store, OrderSnapshot order) {
        return sql.first(
                        store,
                        "select c.variant_id, p.state from participation p join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                                + " where p.store_id = :store and p.order_id = ?",
                        row -> new String[] {row.getString("variant_id"), row.getString("state")},
                        order.orderId())
                .flatMap(found -> PlaceFacts.of(order, found[0])
                        .map(facts -> new TeamLine(facts.line().lineId(), found[1].equals("CONFIRMED"))));
    }
}
