package shop.gather.forecast;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.forecast.PlayedCampaign.PastOrders;
import shop.gather.platform.http.Amount;

/**
 * The API view of a dry run.
 *
 * @param buyers simulated in the whole campaign
 * @param pastOrders the orders that were played; null for a forecast
 * @param days in UTC; only those on which something happens. Money counts on the day on which the team succeeds
 */
@Schema(name = "DryRun")
public record DryRunView(
        int buyers,

        @Schema(description = "The orders that were played; null for a forecast")
        PastOrdersView pastOrders,

        FiguresView total,
        List<DayView> days) {

    /** @param day in UTC, as 2026-12-24 */
    @Schema(name = "DryRunDay")
    public record DayView(@Schema(example = "2026-12-24") String day, FiguresView figures) {}

    /** Money is of teams that succeed, with tax. */
    @Schema(name = "DryRunFigures")
    public record FiguresView(
            @Schema(description = "Buyers who take a place") int joins,

            @Schema(description = "Buyers who get no place, because the campaign has too few units left for a team")
            int turnedAway,

            @Schema(description = "Places that are not paid")
            int placesUnpaid,

            int teamsOpened,
            int teamsSucceeded,
            int teamsFailed,

            @Schema(description = "Paid places of teams that succeed")
            int placesPaid,

            @Schema(description = "Units of these places") int unitsPaid,

            @Schema(description = "Paid places of teams that fail, and those that were not drawn or fill no full case")
            int placesRefunded,

            @Schema(description = "The paid places at the shop's ordinary price")
            Amount listValue,

            Amount discount,

            @Schema(description = "What buyers have paid in the end: listValue - discount")
            Amount turnover,

            @Schema(description = "What the shop's checkout charges: turnover + rebates")
            Amount charged,

            @Schema(description = "What buyers of teams that succeed get back")
            Amount rebates,

            @Schema(description = "The commission of leaders; an upper limit")
            Amount level1,

            @Schema(description = "The commission of the leaders' recruiters; an upper limit")
            Amount level2,

            @Schema(description = "What remains for the owner, with tax: turnover - level1 - level2")
            Amount remaining,

            @Schema(description = "unitsPaid at unitCost; null if it was not sent")
            Amount cost,

            @Schema(description = "remaining - cost; negative for a loss; null if unitCost was not sent")
            Amount margin) {

        static FiguresView of(PlayedCampaign played, Figures figures) {
            return new FiguresView(
                    figures.joins(),
                    figures.turnedAway(),
                    figures.placesUnpaid(),
                    figures.teamsOpened(),
                    figures.teamsSucceeded(),
                    figures.teamsFailed(),
                    figures.placesPaid(),
                    figures.unitsPaid(),
                    figures.placesRefunded(),
                    Amount.of(figures.listValue()),
                    Amount.of(figures.discount()),
                    Amount.of(figures.turnover()),
                    Amount.of(figures.charged()),
                    Amount.of(figures.rebates()),
                    Amount.of(figures.level1()),
                    Amount.of(figures.level2()),
                    Amount.of(figures.remaining()),
                    played.cost(figures).map(Amount::of).orElse(null),
                    played.margin(figures).map(Amount::of).orElse(null));
        }
    }

    /** The orders that were played. */
    @Schema(name = "DryRunPastOrders")
    public record PastOrdersView(
            Instant from,

            @Schema(description = "Exclusive") Instant until,

            @Schema(description = "Paid orders of the period with the article, each a buyer")
            int orders,

            @Schema(description = "Units in these orders, before quantityPolicy limits them")
            int units) {

        static PastOrdersView of(PastOrders past) {
            return new PastOrdersView(
                    past.replay().from(), past.replay().until(), past.sales().size(), past.units());
        }
    }

    static DryRunView of(PlayedCampaign played) {
        return new DryRunView(
                played.buyers(),
                played.past().map(PastOrdersView::of).orElse(null),
                FiguresView.of(played, played.result().total()),
                played.result().days().entrySet().stream()
                        .map(day -> new DayView(day.getKey().toString(), FiguresView.of(played, day.getValue())))
                        .toList());
    }
}
