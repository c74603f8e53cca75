package shop.gather.forecast;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.message.Language;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.PositiveAmount;

/** The owner's API for dry runs of a campaign. */
@Singleton
@Path("/api/v1/campaigns/{id}/dry-run")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class DryRunResource {

    private final DryRuns runs;
    private final DryRunCharts charts;
    private final Caller caller;

    @Inject
    DryRunResource(DryRuns runs, DryRunCharts charts, Caller caller) {
        this.runs = runs;
        this.charts = charts;
        this.caller = caller;
    }

    /**
     * @param buyers expected in the whole campaign; or one of the next two
     * @param buyersPerDay expected in 24 hours; at most 100000 in the whole campaign
     * @param pastDays the paid orders of so many days are the buyers
     * @param payRate the share of expected buyers who pay, in hundredths of a percent; not with pastDays
     * @param seed of the times and payments of expected buyers; 0 if omitted; not with pastDays
     * @param unitCost what one unit costs the owner, in the campaign's currency; null for no margin
     */
    @Schema(name = "DryRunRequest", example = "{\"buyersPerDay\":40,\"payRate\":8500,\"seed\":7}")
    public record Request(
            @Min(1) @Max(DryRuns.MAX_BUYERS) Integer buyers,
            @Min(1) @Max(DryRuns.MAX_BUYERS) Integer buyersPerDay,

            @Schema(
                    description = "The paid orders of so many days with the article are the buyers. Send it alone, or"
                            + " with unitCost")
            @Min(1)
            @Max(DryRuns.MAX_PAST_DAYS)
            Integer pastDays,

            @Schema(description = "Required with buyers and buyersPerDay") @Min(1) @Max(10_000)
            Integer payRate,

            @Min(0) @Max(Integer.MAX_VALUE) Integer seed,

            @Schema(description = "What one unit costs you, in the campaign's currency; gives cost and margin")
            @PositiveAmount
            Amount unitCost) {

        DryRuns.Wish wish() {
            if (Stream.of(buyers, buyersPerDay, pastDays)
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                throw ProblemException.invalid("Send one of buyers, buyersPerDay and pastDays.");
            }
            return new DryRuns.Wish(
                    pastDays == null ? expectation() : past(), unitCost == null ? null : unitCost.toMoney());
        }

        private DryRuns.PastDays past() {
            if (payRate != null || seed != null) {
                throw ProblemException.invalid(
                        "Send payRate and seed with buyers or buyersPerDay only: the buyers of past orders have paid.");
            }
            return new DryRuns.PastDays(pastDays);
        }

        private DryRuns.Expectation expectation() {
            if (payRate == null) {
                throw ProblemException.invalid("payRate is missing: the share of buyers who pay, 1 to 10000.");
            }
            return new DryRuns.Expectation(
                    buyers == null ? buyersPerDay : buyers, buyers == null, payRate, seed == null ? 0 : seed);
        }
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Play a campaign with simulated buyers",
            description =
                    "Simulates the buyers that you expect, or the paid orders of the last days, and adds up teams,"
                            + " turnover, discount, rebates, commissions under the current plan and, with unitCost, the margin,"
                            + " per day and in total. The same forecast gives the same result while the campaign and the plan"
                            + " are unchanged. Changes nothing.")
    @APIResponse(responseCode = "200", description = "The figures")
    @APIResponse(
            responseCode = "400",
            description = "A value is missing or invalid, the campaign is too long, or the period has too many orders")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(
            responseCode = "409",
            description = "no-past-orders: no paid order of the period contains the article; conflict: the store is not"
                    + " connected")
    @APIResponse(
            responseCode = "503",
            description = "The shop cannot be reached; or no-capacity: another dry run reads past orders")
    public DryRunView play(@PathParam("id") String id, Request request) {
        return DryRunView.of(runs.play(caller.store(), Check.id(id, "campaign", CampaignId::new), request.wish()));
    }

    @POST
    @Path("/svg")
    @Produces("image/svg+xml")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Draw the chart of a dry run",
            description =
                    "The same dry run as an image: turnover, discount, commissions and what remains, or the margin,"
                            + " and the teams of each day. English or Chinese as Accept-Language asks.")
    @APIResponse(
            responseCode = "200",
            description = "The image",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "400",
            description = "A value is missing or invalid, the campaign is too long, or the period has too many orders")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "406", description = "not-acceptable: the server has no fonts")
    @APIResponse(
            responseCode = "409",
            description = "no-past-orders: no paid order of the period contains the article; conflict: the store is not"
                    + " connected")
    @APIResponse(
            responseCode = "503",
            description = "The shop cannot be reached; or no-capacity: another dry run reads past orders")
    public Response svg(
            @PathParam("id") String id, @HeaderParam("Accept-Language") String acceptLanguage, Request request) {
        Language language = Language.accepted(acceptLanguage);
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        return Response.ok(charts.draw(caller.store(), campaign, request.wish(), language))
                .header("Vary", "Accept-Language")
                .header("Content-Language", language.tag())
                .build();
    }
}
