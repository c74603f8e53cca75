package shop.gather.insight;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.figure.CampaignFigures;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.Csv;
import shop.gather.platform.http.Amount;

/**
 * The figures of a campaign as its owner sees them.
 *
 * @param zone whose days are meant
 * @param days the days on which something has happened, in their order
 */
@Schema(name = "CampaignFigures")
public record CampaignFiguresView(
        CampaignId campaign, String zone, Teams teams, Places places, Sales sales, List<Day> days) {

    private static final List<String> COLUMNS = List.of(
            "day",
            "teams_opened",
            "teams_succeeded",
            "teams_failed",
            "places_taken",
            "places_paid",
            "places_confirmed",
            "units",
            "turnover",
            "saving",
            "rebates",
            "rebates_paid",
            "currency");

    private static final int ALL = 10_000;

    /**
     * @param open not ended yet
     * @param successRate of 10,000 teams that have ended, so many have succeeded, rounded down; null if none has ended
     * @param medianSecondsToFill of the teams that have succeeded, from the opening to the success; null if none has
     * @param ninetiethSecondsToFill within which nine of ten of them have succeeded; null if none has
     */
    @Schema(name = "TeamFigures")
    public record Teams(
            long opened,
            long open,
            long succeeded,
            long failed,
            Integer successRate,
            Long medianSecondsToFill,
            Long ninetiethSecondsToFill) {
        static Teams of(CampaignFigures.TeamCounts counts) {
            long ended = counts.succeeded() + counts.failed();
            return new Teams(
                    counts.opened(),
                    counts.open(),
                    counts.succeeded(),
                    counts.failed(),
                    ended == 0 ? null : (int) (counts.succeeded() * ALL / ended),
                    counts.medianSeconds(),
                    counts.ninetiethSeconds());
        }
    }

    /**
     * @param taken all places that were ever taken
     * @param held buyers have time to pay
     * @param paid an order has paid for the place, whatever has become of it
     * @param confirmed the buyer gets the article
     * @param expired not paid in time
     * @param withdrawn given back unpaid, or the order was cancelled while the team was filling
     * @param refused the buyer did not get the group price
     * @param left the buyer has left after paying
     * @param late paid too late, and not moved to another team
     * @param leftOut paid, and filled no full case
     * @param returning the payment is being returned
     * @param returned the payment was returned, for any reason
     * @param buyers members with a place that is paid or confirmed
     * @param units of places that are paid or confirmed
     */
    @Schema(name = "PlaceFigures")
    public record Places(
            long taken,
            long held,
            long paid,
            long confirmed,
            long expired,
            long withdrawn,
            long refused,
            long left,
            long late,
            long leftOut,
            long returning,
            long returned,
            long buyers,
            long units) {
        static Places of(CampaignFigures.PlaceCounts counts) {
            return new Places(
                    counts.taken(),
                    counts.byState().get(State.HELD),
                    counts.paid(),
                    counts.byState().get(State.CONFIRMED),
                    counts.byState().get(State.EXPIRED),
                    counts.byState().get(State.WITHDRAWN),
                    counts.byState().get(State.REFUSED),
                    counts.left(),
                    counts.late(),
                    counts.leftOut(),
                    State.GIVING_BACK.stream().mapToLong(counts.byState()::get).sum(),
                    counts.byState().get(State.RETURNED),
                    counts.buyers(),
                    counts.units());
        }
    }

    /**
     * Confirmed places of teams that have succeeded.
     *
     * @param turnover their units at their final prices, with tax
     * @param saving what the same units cost more at the shop's price
     * @param rebates what is paid back to buyers who paid more at the checkout; it is not part of the turnover
     * @param rebatesPaid the part of the rebates that was paid back
     */
    @Schema(name = "SalesFigures")
    public record Sales(long places, long units, Amount turnover, Amount saving, Amount rebates, Amount rebatesPaid) {
        static Sales of(CampaignFigures.Sales sales) {
            return new Sales(
                    sales.places(),
                    sales.units(),
                    Amount.of(sales.turnover()),
                    Amount.of(sales.saving()),
                    Amount.of(sales.rebates()),
                    Amount.of(sales.rebatesPaid()));
        }
    }

    /** A day of the store's calendar. @param sales of the teams that have succeeded on that day */
    @Schema(name = "DayFigures")
    public record Day(
            LocalDate day,
            long teamsOpened,
            long teamsSucceeded,
            long teamsFailed,
            long placesTaken,
            long placesPaid,
            Sales sales) {}

    static CampaignFiguresView of(CampaignId campaign, ZoneId zone, CampaignFigures.Figures figures) {
        List<Day> days = new ArrayList<>();
        figures.days()
                .forEach((day, of) -> days.add(new Day(
                        day,
                        of.teamsOpened(),
                        of.teamsSucceeded(),
                        of.teamsFailed(),
                        of.placesTaken(),
                        of.placesPaid(),
                        Sales.of(of.sales()))));
        return new CampaignFiguresView(
                campaign,
                zone.getId(),
                Teams.of(figures.teams()),
                Places.of(figures.places()),
                Sales.of(figures.sales()),
                days);
    }

    /** The total, and a row for each day. */
    String csv(boolean bom) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(row(new Day(
                null, teams.opened(), teams.succeeded(), teams.failed(), places.taken(), places.paid(), sales)));
        days.forEach(day -> rows.add(row(day)));
        return Csv.document(bom, COLUMNS, rows);
    }

    private static Object[] row(Day day) {
        return new Object[] {
            day.day() == null ? "total" : day.day(),
            day.teamsOpened(),
            day.teamsSucceeded(),
            day.teamsFailed(),
            day.placesTaken(),
            day.placesPaid(),
            day.sales().places(),
            day.sales().units(),
            new BigDecimal(day.sales().turnover().amount()),
            new BigDecimal(day.sales().saving().amount()),
            new BigDecimal(day.sales().rebates().amount()),
            new BigDecimal(day.sales().rebatesPaid().amount()),
            day.sales().turnover().currency()
        };
    }
}
