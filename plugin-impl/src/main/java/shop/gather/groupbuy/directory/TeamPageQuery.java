package shop.gather.groupbuy.directory;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;

/**
 * The one statement that reads a page of open teams. It is a union of ranges, each of which reads one index from the
 * first row that it needs and ends after a page: so a page costs the same however many teams there are. There is a range
 * for each campaign, for each value of {@code team.listing} and, where the last page ended among teams of the same
 * deadline, for the rest of those. One statement, so that a team that moves from one range to another is neither lost
 * nor found twice. Not thread-safe.
 */
final class TeamPageQuery {

    /**
     * Teams whose deadline has passed are read, and left out by the caller: as a condition the deadline would tempt the
     * planner to read all teams by their deadlines and to sort them by their openings. A sweep closes them in a second.
     */
    private static final String COLUMNS =
            "select store_id, listing, id, campaign_id, size, minimum, held, paid, units, opened_at, deadline,"
                    + " deadline > now() as running from team where store_id = :store";

    private final TeamOrder order;
    private final int most;
    private final List<String> ranges = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * @param campaigns null for those of all campaigns; else at least one
     * @param after the last team of the page before; null for the first page
     * @param most the maximum number of teams
     */
    TeamPageQuery(List<CampaignId> campaigns, boolean nearlyFull, TeamOrder order, TeamCursor after, int most) {
        this.order = order;
        this.most = most;
        for (String listing : nearlyFull ? List.of("FEW") : List.of("FEW", "MANY")) {
            if (campaigns == null) {
                add(null, listing, after);
            } else {
                campaigns.forEach(campaign -> add(campaign, listing, after));
            }
        }
        values.add(most);
    }

    private void add(CampaignId campaign, String listing, TeamCursor after) {
        switch (order) {
            case ENDING_SOON -> {
                if (after == null) {
                    range(campaign, listing, " and deadline > now()");
                } else {
                    // Many teams of a campaign have the same deadline: its end.
                    range(campaign, listing, " and deadline = ? and id > ?", after.at(), after.team());
                    // H2 would read those with the same deadline again for a bound that excludes it.
                    range(campaign, listing, " and deadline >= ?", after.at().plus(1, ChronoUnit.MICROS));
                }
            }
            case NEWEST -> {
                if (after == null) {
                    range(campaign, listing, "");
                } else {
                    // Hardly two teams are opened in the same microsecond.
                    range(
                            campaign,
                            listing,
                            " and opened_at <= ? and (opened_at < ? or id < ?)",
                            after.at(),
                            after.at(),
                            after.team());
                }
            }
        }
    }

    private void range(CampaignId campaign, String listing, String bounds, Object... bound) {
        // Sorted by all columns of the index, although the first ones have one value: H2 uses an index for nothing
        // less.
        ranges.add("(" + COLUMNS + (campaign == null ? "" : " and campaign_id = ?") + " and listing = '" + listing + "'"
                + bounds + " order by store_id, " + (campaign == null ? "" : "campaign_id, ") + "listing, "
                + order.columns() + " limit ?)");
        if (campaign != null) {
            values.add(campaign);
        }
        values.addAll(List.of(bound));
        values.add(most);
    }

    String sql() {
        return ranges.stream()
                .collect(Collectors.joining(
                        " union all ", "select * from (", ") team_page order by " + order.columns() + " limit ?"));
    }

    /** In the order of the placeholders, without the store. */
    Object[] values() {
        return values.toArray();
    }
}
