package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The units of campaigns that sell a limited number. A team reserves the most units that it can sell (in a draw, one for
 * each place that wins) when it is opened, and gives back those that it did not sell when it ends. So a join never
 * touches a row that all teams share, and no more units are promised than there are. Thread-safe.
 */
@Singleton
public class CampaignUnits {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    CampaignUnits(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * Reserves the units of a new team in the caller's transaction. No statement for a campaign without a limit.
     *
     * @return false if too few are left; then nothing is reserved
     */
    public boolean reserve(StoreId store, CampaignId campaign, CampaignTerms terms) {
        OptionalInt most = terms.stock().most();
        if (most.isEmpty()) {
            return true;
        }
        int units = terms.mostUnitsOfTeam();
        if (take(store, campaign, units)) {
            return true;
        }
        if (reserved(store, campaign).isEmpty()) {
            sql.insertIfAbsent(
                    store,
                    "insert into campaign_units (store_id, campaign_id, units, reserved, per_team) values (:store, ?, ?, 0, ?)",
                    campaign,
                    most.getAsInt(),
                    units);
        }
        // Once more in any case: the first team of the campaign may have been opened since the first try.
        return take(store, campaign, units);
    }

    private boolean take(StoreId store, CampaignId campaign, int units) {
        return sql.update(
                        store,
                        "update campaign_units set reserved = reserved + ? where store_id = :store and campaign_id = ?"
                                + " and reserved + ? <= units",
                        units,
                        campaign,
                        units)
                == 1;
    }

    /** Gives back what a team that has just ended did not sell, in the caller's transaction. */
    public void giveBack(StoreId store, TeamId team) {
        sql.update(
                store,
                "update campaign_units set reserved = reserved - per_team + least(per_team,"
                        + " (select case when t.state = 'SUCCEEDED' then t.units else 0 end from team t"
                        + " where t.store_id = :store and t.id = ?))"
                        + " where store_id = :store and campaign_id = (select t.campaign_id from team t where t.store_id = :store"
                        + " and t.id = ?)",
                team,
                team);
    }

    /** The units that no team has reserved; empty for a campaign without a limit. */
    public Optional<Integer> left(StoreId store, CampaignId campaign, StockPolicy stock) {
        return Optional.ofNullable(left(store, Map.of(campaign, stock)).get(campaign));
    }

    /**
     * As {@link #left(StoreId, CampaignId, StockPolicy)} for several campaigns; those without a limit are left out. At
     * most one statement.
     */
    Map<CampaignId, Integer> left(StoreId store, Map<CampaignId, StockPolicy> campaigns) {
        Map<CampaignId, Integer> left = new HashMap<>();
        campaigns.forEach((campaign, stock) -> stock.most().ifPresent(most -> left.put(campaign, most)));
        if (left.isEmpty()) {
            return left;
        }
        transactions
                .inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select campaign_id, reserved from campaign_units where store_id = :store and campaign_id in ("
                                        + StoreSql.marks(left.size()) + ")",
                                row -> Map.entry(
                                        StoreSql.id(row, "campaign_id", CampaignId::new), row.getInt("reserved")),
                                left.keySet().toArray()))
                .forEach(reserved -> left.merge(reserved.getKey(), -reserved.getValue(), Integer::sum));
        return left;
    }

    /** Empty before the first team. */
    private Optional<Integer> reserved(StoreId store, CampaignId campaign) {
        return sql.first(
                store,
                "select reserved from campaign_units where store_id = :store and campaign_id = ?",
                row -> row.getInt("reserved"),
                campaign);
    }
}
