package shop.gather.groupbuy.directory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Visibility;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Keeps {@code team.listed} equal to the visibility of the team's campaign. A team gets it when it is opened. After a
 * change of the visibility each sweep corrects a batch of the campaign's open teams; it goes on for a minute, because a
 * team may be opened at the same moment by a transaction that has read the visibility before. Until then the directory
 * leaves out the teams of a hidden campaign itself. Thread-safe.
 */
@Singleton
class TeamListing implements Sweeper {

    /** A transaction locks so many teams at most, for some milliseconds: buyers who join wait meanwhile. */
    static final int BATCH = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;

    @Inject
    TeamListing(Transactions transactions, StoreSql sql, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
    }

    @Override
    public void sweep() {
        record Due(StoreId store, CampaignId campaign) {}
        transactions
                .inDirectory(() -> sql.directory(
                        "select store_id, id from campaign where relist_until > ? order by relist_until limit 100",
                        row -> new Due(
                                new StoreId(StoreSql.uuid(row, "store_id")), StoreSql.id(row, "id", CampaignId::new)),
                        // Not null: a range, because H2 uses the index for nothing else.
                        Instant.EPOCH))
                .forEach(due ->
                        work.soon(due.store(), "relist:" + due.campaign(), () -> correct(due.store(), due.campaign())));
    }

    /** Corrects a batch of a campaign's teams, on this thread. */
    void correct(StoreId store, CampaignId campaign) {
        transactions.inStore(store, () -> {
            boolean listed = visibility(store, campaign) == Visibility.PUBLIC;
            List<TeamId> wrong = wrong(store, campaign, listed);
            if (wrong.isEmpty()) {
                sql.update(
                        store,
                        "update campaign set relist_until = null where store_id = :store and id = ? and relist_until <= now()",
                        campaign);
            } else {
                // In the order in which joins lock teams, so that they cannot deadlock.
                sql.batch(
                        store,
                        "update team set listed = ? where store_id = :store and id = ?",
                        wrong.stream()
                                .sorted()
                                .map(team -> new Object[] {listed, team})
                                .toList());
            }
        });
    }

    private Visibility visibility(StoreId store, CampaignId campaign) {
        return sql.first(
                        store,
                        "select visibility from campaign where store_id = :store and id = ?",
                        row -> Visibility.valueOf(row.getString("visibility")),
                        campaign)
                .orElseThrow();
    }

    private List<TeamId> wrong(StoreId store, CampaignId campaign, boolean listed) {
        return sql.list(
                store,
                "select id from team where store_id = :store and campaign_id = ? and listing "
                        + (listed ? "= 'HIDDEN'" : "in ('FEW', 'MANY', 'FULL')") + " limit ?",
                row -> new TeamId(row.getObject("id", UUID.class)),
                campaign,
                BATCH);
    }
}
