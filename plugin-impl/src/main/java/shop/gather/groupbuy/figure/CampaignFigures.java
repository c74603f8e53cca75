package shop.gather.groupbuy.figure;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.TeamSales;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The figures of campaigns, computed from the rows of their teams and places as they are now. Five statements, however
 * many teams and places there are. Thread-safe.
 */
@Singleton
public class CampaignFigures {

    private static final String OF_CAMPAIGN = ".store_id = :store and %1$s.campaign_id = ?";
    private static final String OF_TEAMS = " from team t where t" + OF_CAMPAIGN.formatted("t");
    private static final String OF_PLACES = " from participation p where p" + OF_CAMPAIGN.formatted("p");

    /** The day of an instant in the zone that is bound. */
    private static final String DAY = "to_char(%s at time zone cast(? as varchar(60)), 'YYYY-MM-DD')";

    /** The smallest value that so many tenths of the teams that have succeeded do not exceed. */
    private static final String RANKED =
            "max(case when r.state = 'SUCCEEDED' and r.n = (r.total * %d + 9) / 10 then r.seconds end)";

    private static final String TEAMS = "select count(*) as opened,"
            + " count(case when r.state in ('OPEN', 'CLOSING') then 1 end) as still_open,"
            + " count(case when r.state = 'SUCCEEDED' then 1 end) as succeeded,"
            + " count(case when r.state = 'FAILED' then 1 end) as failed,"
            // The databases define the function for percentiles differently.
            + RANKED.formatted(5) + " as median, " + RANKED.formatted(9) + " as ninetieth"
            + " from (select t.state, extract(epoch from (t.closed_at - t.opened_at)) as seconds,"
            + " row_number() over (partition by t.state order by t.closed_at - t.opened_at) as n,"
            + " count(*) over (partition by t.state) as total" + OF_TEAMS + ") r";

    private static final String PLACES = "select "
            + Stream.of(State.values())
                    .map(state -> "count(case when p.state = '" + state + "' then 1 end) as is_" + state + ", ")
                    .collect(Collectors.joining())
            + "count(p.paid_at) as paid,"
            + " count(case when p.state in ('LATE', 'RETURNED') and p.reason like 'paid-after-%' then 1 end) as late,"
            + " count(case when p.state in ('LEFT', 'RETURNED') and p.reason = 'left-by-the-buyer' then 1 end) as gone,"
            + " count(case when p.state in ('CASE_NOT_FILLED', 'RETURNED') and p.reason = 'case-not-filled' then 1 end) as left_out,"
            + " count(distinct case when p.state in ('PAID', 'CONFIRMED') then p.member_id end) as buyers,"
            + " sum(case when p.state in ('PAID', 'CONFIRMED') then p.units else 0 end) as units" + OF_PLACES;

    private static final String SALES =
            "select s.sold_on, s.places, s.sold, s.helps, s.variant, s.opener, count(*) as n,"
                    + " sum(s.units) as units, sum(s.promised) as promised, sum(s.returned) as returned from (select "
                    + DAY.formatted("t.closed_at") + " as sold_on, t.paid as places, t.units as sold, t.helps,"
                    + " p.chosen_variant_id as variant, case when t.opening_place_id = p.id then 1 else 0 end as opener,"
                    + " p.units, coalesce(p.rebate, 0) as promised, coalesce(p.rebate - p.rebate_open, 0) as returned"
                    + " from participation p join team t on t.store_id = p.store_id and t.id = p.team_id where p"
                    + OF_CAMPAIGN.formatted("p") + " and p.state = 'CONFIRMED' and t.state = 'SUCCEEDED') s"
                    + " group by s.sold_on, s.places, s.sold, s.helps, s.variant, s.opener";

    private static final String DAYS = "select e.happened_on, e.kind, count(*) as n from ("
            + "select " + DAY.formatted("t.opened_at") + " as happened_on, 'OPENED' as kind" + OF_TEAMS
            + " union all select " + DAY.formatted("t.closed_at") + ", t.state" + OF_TEAMS
            + " and t.closed_at is not null"
            + " union all select " + DAY.formatted("p.created_at") + ", 'TAKEN'" + OF_PLACES
            + " union all select " + DAY.formatted("p.paid_at") + ", 'PAID'" + OF_PLACES + " and p.paid_at is not null"
            + ") e group by e.happened_on, e.kind";

    private final Transactions transactions;
    private final StoreSql sql;
    private final Campaigns campaigns;

    @Inject
    CampaignFigures(Transactions transactions, StoreSql sql, Campaigns campaigns) {
        this.transactions = transactions;
        this.sql = sql;
        this.campaigns = campaigns;
    }

    /**
     * @param open not ended yet
     * @param medianSeconds from the opening to the success, of the teams that have succeeded; null if none has
     * @param ninetiethSeconds within which nine of ten of them have succeeded; null if none has
     */
    public record TeamCounts(
            long opened, long open, long succeeded, long failed, Long medianSeconds, Long ninetiethSeconds) {}

    /**
     * @param byState the places in each state now
     * @param paid places for which an order has paid, whatever has become of them
     * @param late those that were paid too late and got no place in another team
     * @param left those whose buyers have left after paying
     * @param leftOut paid places that filled no full case
     * @param buyers members with a place that is paid or confirmed
     * @param units of places that are paid or confirmed
     */
    public record PlaceCounts(
            Map<State, Long> byState, long paid, long late, long left, long leftOut, long buyers, long units) {

        /** All places that were ever taken. */
        public long taken() {
            return byState.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Confirmed places of teams that have succeeded.
     *
     * @param turnover their units at the final price of their team, article and buyer
     * @param saving what the same units cost more at the shop's price
     * @param rebates what is paid back to their buyers in total
     * @param rebatesPaid the part of the rebates that has been paid back
     */
    public record Sales(long places, long units, Money turnover, Money saving, Money rebates, Money rebatesPaid) {

        static Sales none(CampaignOffer campaign) {
            Money zero = Money.zero(campaign.currency());
            return new Sales(0, 0, zero, zero, zero, zero);
        }

        Sales plus(Sales more) {
            return new Sales(
                    places + more.places,
                    units + more.units,
                    turnover.plus(more.turnover),
                    saving.plus(more.saving),
                    rebates.plus(more.rebates),
                    rebatesPaid.plus(more.rebatesPaid));
        }
    }

    /** What has happened on a day; sales count on the day on which their team has succeeded. */
    public record Day(
            long teamsOpened, long teamsSucceeded, long teamsFailed, long placesTaken, long placesPaid, Sales sales) {}

    /** @param days the days on which something has happened, in their order */
    public record Figures(TeamCounts teams, PlaceCounts places, Sales sales, SortedMap<LocalDate, Day> days) {}

    /** Confirmed places with the same price. */
    private record Sold(LocalDate day, Sales sales) {}

    /**
     * The figures of a campaign now.
     *
     * @param zone whose days are meant
     * @throws shop.gather.platform.http.ProblemException NOT_FOUND if the store has no such campaign
     */
    public Figures of(StoreId store, CampaignId id, ZoneId zone) {
        return transactions.inStore(store, () -> {
            CampaignOffer campaign = campaigns.offer(store, id);
            TeamCounts teams =
                    sql.first(store, TEAMS, CampaignFigures::teams, id).orElseThrow();
            PlaceCounts places =
                    sql.first(store, PLACES, CampaignFigures::places, id).orElseThrow();
            List<Sold> sold = sql.list(store, SALES, row -> sold(row, campaign), zone.getId(), id);
            Sales none = Sales.none(campaign);
            return new Figures(
                    teams,
                    places,
                    sold.stream().map(Sold::sales).reduce(none, Sales::plus),
                    days(store, id, zone, sold, none));
        });
    }

    private SortedMap<LocalDate, Day> days(StoreId store, CampaignId id, ZoneId zone, List<Sold> sold, Sales none) {
        record Count(LocalDate day, String kind, long n) {}
        Map<LocalDate, Map<String, Long>> counts = new TreeMap<>();
        List<Object> args = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            args.add(zone.getId());
            args.add(id);
        }
        sql.list(
                        store,
                        DAYS,
                        row -> new Count(
                                LocalDate.parse(row.getString("happened_on")), row.getString("kind"), row.getLong("n")),
                        args.toArray())
                .forEach(count -> counts.computeIfAbsent(count.day(), any -> new TreeMap<>())
                        .put(count.kind(), count.n()));
        Map<LocalDate, Sales> sales = sold.stream().collect(Collectors.toMap(Sold::day, Sold::sales, Sales::plus));
        SortedMap<LocalDate, Day> days = new TreeMap<>();
        counts.forEach((day, of) -> days.put(
                day,
                new Day(
                        of.getOrDefault("OPENED", 0L),
                        of.getOrDefault("SUCCEEDED", 0L),
                        of.getOrDefault("FAILED", 0L),
                        of.getOrDefault("TAKEN", 0L),
                        of.getOrDefault("PAID", 0L),
                        sales.getOrDefault(day, none))));
        return days;
    }

    private static TeamCounts teams(ResultSet row) throws SQLException {
        return new TeamCounts(
                row.getLong("opened"),
                row.getLong("still_open"),
                row.getLong("succeeded"),
                row.getLong("failed"),
                seconds(row.getBigDecimal("median")),
                seconds(row.getBigDecimal("ninetieth")));
    }

    private static Long seconds(BigDecimal exact) {
        return exact == null ? null : exact.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static PlaceCounts places(ResultSet row) throws SQLException {
        Map<State, Long> byState = new EnumMap<>(State.class);
        for (State state : State.values()) {
            byState.put(state, row.getLong("is_" + state));
        }
        return new PlaceCounts(
                byState,
                row.getLong("paid"),
                row.getLong("late"),
                row.getLong("gone"),
                row.getLong("left_out"),
                row.getLong("buyers"),
                row.getLong("units"));
    }

    /** The final price as settlement computes it, of units with the same one. */
    private static Sold sold(ResultSet row, CampaignOffer campaign) throws SQLException {
        CampaignOffer offer = campaign.of(row.getString("variant"));
        Money ofTeam =
                offer.terms().priceWith(new TeamSales(row.getInt("places"), row.getInt("sold"), row.getInt("helps")));
        Money price = row.getInt("opener") == 1 ? offer.terms().price().openerPays(ofTeam) : ofTeam;
        long units = row.getLong("units");
        Money turnover = price.multipliedBy(units);
        return new Sold(
                LocalDate.parse(row.getString("sold_on")),
                new Sales(
                        row.getLong("n"),
                        units,
                        turnover,
                        offer.listPrice().multipliedBy(units).minus(turnover),
                        Money.ofMinor(campaign.currency(), row.getLong("promised")),
                        Money.ofMinor(campaign.currency(), row.getLong("returned"))));
    }
}
