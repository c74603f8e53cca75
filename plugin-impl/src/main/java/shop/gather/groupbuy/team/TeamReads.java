package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;

/** Reads many teams at a time. Thread-safe. */
@Singleton
public class TeamReads {

    private final Transactions transactions;
    private final TeamRows rows;

    @Inject
    TeamReads(Transactions transactions, TeamRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /**
     * The teams with these ids in one statement, in no order; unknown ids are left out.
     *
     * @param ids at least one
     */
    public List<Team> find(StoreId store, Collection<TeamId> ids) {
        List<UUID> padded = new ArrayList<>(ids.stream().map(TeamId::value).toList());
        // To a power of two, so that there are few different statements.
        while (Integer.bitCount(padded.size()) != 1) {
            padded.add(padded.get(0));
        }
        return transactions.inStore(store, () -> rows.among(padded));
    }
}
