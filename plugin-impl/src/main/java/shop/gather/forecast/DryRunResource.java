package shop.gather.forecast;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for dry runs of a campaign. */
@Singleton
@Path("/api/v1/campaigns/{id}/dry-run")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class DryRunResource {

    private final DryRuns runs;
    private final Caller caller;

    @Inject
    DryRunResource(DryRuns runs, Caller caller) {
        this.runs = runs;
        this.caller = caller;
    }

    /**
     * @param buyers in the whole campaign; or buyersPerDay
     * @param buyersPerDay in 24 hours; at most 100000 in the whole campaign
     * @param payRate the share of buyers who pay, in hundredths of a percent
     * @param seed of the buyers' times and payments; 0 if omitted
     */
    @Schema(name = "DryRunRequest", example = "{\"buyersPerDay\":40,\"payRate\":8500,\"seed\":7}")
    public record Forecast(
            @Min(1) @Max(DryRuns.MAX_BUYERS) Integer buyers,
            @Min(1) @Max(DryRuns.MAX_BUYERS) Integer buyersPerDay,
            @NotNull @Min(1) @Max(10_000) Integer payRate,
            @Min(0) @Max(Integer.MAX_VALUE) Integer seed) {

        DryRuns.Expectation expectation() {
            if ((buyers == null) == (buyersPerDay == null)) {
                throw ProblemException.invalid("Send either buyers or buyersPerDay.");
            }
            return new DryRuns.Expectation(
                    buyers == null ? buyersPerDay : buyers, buyers == null, payRate, seed == null ? 0 : seed);
        }
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Play a campaign with simulated buyers",
            description = "Simulates the buyers that you expect, and adds up teams, turnover, discount, rebates and"
                    + " commissions under the current plan, per day and in total. The same body gives the same result"
                    + " while the campaign and the plan are unchanged. Changes nothing.")
    @APIResponse(responseCode = "200", description = "The figures")
    @APIResponse(responseCode = "400", description = "A value is missing or invalid, or the campaign is too long")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "409", description = "The store is not connected")
    @APIResponse(responseCode = "503", description = "The shop cannot be reached")
    public DryRunView play(@PathParam("id") String id, Forecast forecast) {
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        return runs.play(caller.store(), campaign, forecast.expectation());
    }
}
