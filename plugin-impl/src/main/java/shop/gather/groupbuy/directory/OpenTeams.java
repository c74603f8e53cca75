package shop.gather.groupbuy.directory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.DirectoryFilter;
import shop.gather.groupbuy.campaign.ListedCampaigns;
import shop.gather.groupbuy.campaign.ListedCampaigns.ListedCampaign;
import shop.gather.groupbuy.terms.TeamSales;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/**
 * The open teams of public campaigns that have a free place. Pages follow an order by values that never change, so that
 * a team is neither skipped nor repeated while teams fill; one that becomes full or ends is no longer shown. A page
 * needs two statements, and one or two more with a filter of campaigns. Thread-safe.
 */
@Singleton
class OpenTeams {

    /** A filter finds the teams of so many campaigns, the newest. An article rarely has more than two at once. */
    static final int MOST_CAMPAIGNS = 20;

    private final Transactions transactions;
    private final StoreSql sql;
    private final ListedCampaigns campaigns;

    @Inject
    OpenTeams(Transactions transactions, StoreSql sql, ListedCampaigns campaigns) {
        this.transactions = transactions;
        this.sql = sql;
        this.campaigns = campaigns;
    }

    /** An open team, as its row was read, with its campaign. Immutable. */
    record OpenTeam(
            TeamId id,
            int size,
            int minimum,
            int held,
            int paid,
            int units,
            Instant deadline,
            ListedCampaign campaign) {

        /** The number of places that a buyer can take. */
        int free() {
            return size - held - paid;
        }

        /** The price of one unit if the team succeeded now. */
        Money price() {
            return campaign.offer().terms().priceWith(new TeamSales(paid, units));
        }
    }

    /** @param running whether its deadline is yet to come */
    private record Row(
            TeamId id,
            CampaignId campaign,
            int size,
            int minimum,
            int held,
            int paid,
            int units,
            Instant openedAt,
            Instant deadline,
            boolean running) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    StoreSql.id(row, "id", TeamId::new),
                    StoreSql.id(row, "campaign_id", CampaignId::new),
                    row.getInt("size"),
                    row.getInt("minimum"),
                    row.getInt("held"),
                    row.getInt("paid"),
                    row.getInt("units"),
                    StoreSql.instant(row, "opened_at"),
                    StoreSql.instant(row, "deadline"),
                    row.getBoolean("running"));
        }

        TeamCursor cursor(TeamOrder order) {
            return new TeamCursor(order, order == TeamOrder.NEWEST ? openedAt : deadline, id);
        }

        OpenTeam in(ListedCampaign of) {
            return new OpenTeam(id, size, minimum, held, paid, units, deadline, of);
        }
    }

    /**
     * A page of the directory. It may hold fewer teams than the limit, also if another page follows: those of a campaign
     * that was hidden a moment ago, or whose deadline has passed a moment ago, are left out.
     *
     * @param cursor null for the first page
     * @throws shop.gather.platform.http.ProblemException INVALID_VALUE for a cursor that Gather did not make
     */
    Page<OpenTeam> page(StoreId store, TeamFilter filter, TeamOrder order, String cursor, int limit) {
        TeamCursor after = cursor == null || cursor.isBlank() ? null : TeamCursor.parse(cursor, order);
        return transactions.inStore(store, () -> {
            List<CampaignId> of = campaignsOf(store, filter);
            if (of != null && of.isEmpty()) {
                return new Page<>(List.of(), null);
            }
            TeamPageQuery query = new TeamPageQuery(of, filter.nearlyFull(), order, after, limit + 1);
            List<Row> found = sql.list(store, query.sql(), Row::read, query.values());
            List<Row> shown = found.size() > limit ? found.subList(0, limit) : found;
            if (shown.isEmpty()) {
                return new Page<>(List.of(), null);
            }
            String next =
                    found.size() > limit ? shown.get(limit - 1).cursor(order).text() : null;
            return new Page<>(withCampaigns(shown), next);
        });
    }

    /** Null for all campaigns. */
    private List<CampaignId> campaignsOf(StoreId store, TeamFilter filter) {
        if (filter.campaign() != null) {
            return List.of(filter.campaign());
        }
        return filter.of() instanceof DirectoryFilter.All
                ? null
                : campaigns.withTeams(store, filter.of(), MOST_CAMPAIGNS);
    }

    private List<OpenTeam> withCampaigns(List<Row> rows) {
        Set<CampaignId> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids.add(row.campaign()));
        Map<CampaignId, ListedCampaign> listed = campaigns.publicOnes(ids);
        List<OpenTeam> teams = new ArrayList<>();
        for (Row row : rows) {
            ListedCampaign campaign = listed.get(row.campaign());
            if (campaign != null && row.running()) {
                teams.add(row.in(campaign));
            }
        }
        return teams;
    }
}
