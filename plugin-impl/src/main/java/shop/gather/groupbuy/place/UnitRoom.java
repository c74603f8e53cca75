package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * How many units a team with a capacity still has. Units for which a buyer is paying count as those that are paid, so
 * that no more are promised than there are; they are free again when the hold ends. The statements that take and pay
 * places enforce it while the team's row is locked; this class tells how many units are left. Thread-safe.
 */
@Singleton
public class UnitRoom {

    /** The units of a row of a team for which buyers are paying. */
    private static final String HELD = "(select coalesce(sum(held_place.quantity), 0) from participation held_place"
            + " where held_place.store_id = %1$s.store_id and held_place.team_id = %1$s.id and held_place.state = 'HELD')";

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    UnitRoom(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * A condition on a row of a team; its one argument is the number of units that are wanted.
     *
     * @param team the row's name in the statement
     */
    public static String fits(String team) {
        return "(%1$s.capacity = 0 or %1$s.units + ".formatted(team)
                + HELD.formatted(team)
                + " + cast(? as integer) <= %s.capacity)".formatted(team);
    }

    /**
     * Refuses units that the team does not have.
     *
     * @return whether the team has a capacity, and has not ended
     * @throws ProblemException SOLD_OUT, with the number of units that are left
     */
    boolean requireFits(StoreId store, TeamId team, JoinQueue.Units units) {
        Optional<Integer> unitsLeft = left(store, team);
        unitsLeft.filter(left -> units.quantity() > left).ifPresent(left -> {
            throw new ProblemException(
                    ProblemCode.SOLD_OUT,
                    left > 0
                            ? "The group order has " + left + " units left. Take fewer."
                            : "The group order has no units left. Units for which others are paying can become free.");
        });
        return unitsLeft.isPresent();
    }

    /** The units that nobody has paid or is paying for; empty for a team without a capacity, and once it has ended. */
    private Optional<Integer> left(StoreId store, TeamId team) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select t.capacity - t.units - " + HELD.formatted("t")
                                + " as units_left from team t where t.store_id = :store and t.id = ? and t.capacity > 0"
                                + " and t.state = 'OPEN' and t.deadline > now()",
                        row -> Math.max(0, row.getInt("units_left")),
                        team));
    }
}
