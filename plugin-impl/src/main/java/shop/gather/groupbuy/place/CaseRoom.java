package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * In the last phase before the cut-off only open cases are filled. Units for which a buyer is paying count as those
 * that are paid, so that no more are promised than a case has; they are missing again when the hold ends. The statement
 * that takes a place enforces it while the team's row is locked; this class tells how many units are missing.
 * Thread-safe.
 */
@Singleton
class CaseRoom {

    /** The units of an article that are paid or being paid in a team; its arguments are store, team and article. */
    private static final String TAKEN =
            "select coalesce(sum(case when boxed.units > 0 then boxed.units else boxed.quantity end), 0) as taken"
                    + " from participation boxed where boxed.store_id = %s and boxed.team_id = %s"
                    + " and boxed.state in ('HELD', 'PAID') and coalesce(boxed.chosen_variant_id, '') = cast(? as varchar(100))";

    /**
     * A condition on a row {@code t} of a team, for {@link #arguments}. A case of 12 with 10 units has room for 2:
     * 12 - 10 % 12; one with 12 units has none.
     */
    static final String FITS = "(cast(? as integer) is null"
            + " or t.deadline > now() + cast(? as integer) * interval '1' second"
            + " or cast(? as integer) <= mod(cast(? as integer) - mod(("
            + TAKEN.formatted("t.store_id", "t.id") + "), cast(? as integer)), cast(? as integer)))";

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    CaseRoom(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** The arguments of {@link #FITS}. */
    static Object[] arguments(JoinQueue.Units units) {
        FullCases cases = units.cases();
        Integer size = cases == null ? null : cases.units();
        return new Object[] {
            size,
            cases == null ? null : (int) cases.topUp().toSeconds(),
            units.quantity(),
            size,
            article(units),
            size,
            size
        };
    }

    private static String article(JoinQueue.Units units) {
        return units.variantId() == null ? "" : units.variantId();
    }

    /**
     * Refuses units for which no case is open.
     *
     * @throws ProblemException CASE_FULL, with the number of units that still help
     */
    void requireFits(StoreId store, TeamId team, JoinQueue.Units units) {
        FullCases cases = units.cases();
        if (cases == null || !cases.hasTopUp()) {
            return;
        }
        takenInLastPhase(store, team, units).ifPresent(taken -> {
            int missing = cases.missing(taken);
            if (units.quantity() > missing) {
                throw new ProblemException(
                        ProblemCode.CASE_FULL,
                        "The article is ordered in cases of " + cases.units()
                                + ", and until the cut-off only open cases are filled. "
                                + (missing == 0
                                        ? "No new case can be begun any more."
                                        : "Take " + missing + " at most."));
            }
        });
    }

    /** The units of an article that are paid or being paid; empty before the last phase. */
    private Optional<Integer> takenInLastPhase(StoreId store, TeamId team, JoinQueue.Units units) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select (" + TAKEN.formatted("t.store_id", "t.id")
                                + ") as taken from team t where t.store_id = :store and t.id = ?"
                                + " and t.deadline <= now() + cast(? as integer) * interval '1' second",
                        row -> row.getInt("taken"),
                        article(units),
                        team,
                        (int) units.cases().topUp().toSeconds()));
    }
}
