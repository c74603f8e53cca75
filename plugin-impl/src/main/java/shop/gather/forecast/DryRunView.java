package shop.gather.forecast;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.Amount;

/**
 * The API view of a dry run.
 *
 * @param buyers simulated in the whole campaign
 * @param days in UTC; only those on which something happens. Money counts on the day on which the team succeeds
 */
@Schema(name = "DryRun")
public record DryRunView(int buyers, FiguresView total, List<DayView> days) {

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

            @Schema(description = "Paid places of teams that fail")
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
            Amount remaining) {

        static FiguresView of(Figures figures) {
            return new FiguresView(
                    figures.joins(),
                    figures.turnedAway(),
                    figures.placesUnpaid(),
                    figures.teamsOpened(),
                    figures.teamsSucceeded(),
                    figures.teamsFailed(),
                    figures.placesPaid(),
                    figures.placesRefunded(),
                    Amount.of(figures.listValue()),
                    Amount.of(figures.discount()),
                    Amount.of(figures.turnover()),
                    Amount.of(figures.charged()),
                    Amount.of(figures.rebates()),
                    Amount.of(figures.level1()),
                    Amount.of(figures.level2()),
                    Amount.of(figures.remaining()));
        }
    }

    static DryRunView of(int buyers, DryRun.Result result) {
        return new DryRunView(
                buyers,
                FiguresView.of(result.total()),
                result.days().entrySet().stream()
                        .map(day -> new DayView(day.getKey().toString(), FiguresView.of(day.getValue())))
                        .toList());
    }
}
