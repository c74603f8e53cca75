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
 * that no more are promised than there are; they are free again when the hold ends. The statements that change the
 * team's counters enforce it by {@link #FITS}; this class tells how many units are left. Thread-safe.
 */
@Singleton
public class UnitRoom {

    /** A condition on the counters of a row of a team; its one argument is the number of units that are wanted. */
    public static final String FITS = "(capacity = 0 or units + held_units + cast(? as integer) <= capacity)";

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    UnitRoom(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * Refuses units that the team does not have.
     *
     * @param units beside those that the buyer has
     * @return whether the team has a capacity, and has not ended
     * @throws ProblemException SOLD_OUT, with the number of units that are left
     */
    boolean requireFits(StoreId store, TeamId team, int units) {
        Optional<Integer> unitsLeft = left(store, team);
        unitsLeft.filter(left -> units > left).ifPresent(left -> {
            throw new ProblemException(
                    ProblemCode.SOLD_OUT,
                    left > 0
                            ? "Only " + left + " more units of the group order are left."
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
                        "select capacity - units - held_units as units_left from team where store_id = :store and id = ?"
                                + " and capacity > 0 and state = 'OPEN' and deadline > now()",
                        row -> Math.max(0, row.getInt("units_left")),
                        team));
    }
}
