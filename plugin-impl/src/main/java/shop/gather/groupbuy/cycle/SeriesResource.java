package shop.gather.groupbuy.cycle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.cycle.CampaignSeries.Overview;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.groupbuy.cycle.Series.State;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OneOf;

/** The owner's API for campaigns that repeat. The id is that of any cycle's campaign. */
@Singleton
@Path("/api/v1/campaigns/{id}/series")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class SeriesResource {

    private static final int SHOWN = 20;

    private final CampaignSeries series;
    private final Caller caller;

    @Inject
    SeriesResource(CampaignSeries series, Caller caller) {
        this.series = series;
        this.caller = caller;
    }

    /** @param state ACTIVE, PAUSED or ENDED */
    public record NewState(
            @Schema(implementation = State.class) @NotNull @OneOf(State.class)
            String state) {}

    /**
     * A campaign that repeats.
     *
     * @param id the campaign with which it began
     * @param zone in which the rule is evaluated
     * @param opensBefore ISO 8601
     * @param coming the next cycles, at most 20
     */
    public record SeriesView(
            UUID id,
            String templateId,
            String rule,
            String zone,
            Instant firstCutOff,
            String opensBefore,
            int ahead,
            State state,
            List<CycleView> coming) {

        static SeriesView of(Overview overview) {
            Series series = overview.series();
            return new SeriesView(
                    series.id().value(),
                    series.template().toString(),
                    series.rule().text(),
                    overview.zone().getId(),
                    series.firstCutOff(),
                    series.opensBefore().toString(),
                    series.ahead(),
                    series.state(),
                    CycleView.coming(overview).stream().limit(SHOWN).toList());
        }
    }

    @PUT
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Repeat a campaign, or change how it repeats",
            description =
                    "For each cut-off of the rule Gather drafts a campaign with the template's terms at that time,"
                            + " checks it as a publication does, and publishes it. Local times stay the same when the clocks"
                            + " change. A change applies to the cycles that have no campaign yet. Idempotent.")
    @APIResponse(responseCode = "200", description = "The series with its next cycles")
    @APIResponse(
            responseCode = "400",
            description = "The rule is invalid or does not contain the first cut-off, a cycle would open before the one"
                    + " before has ended, or the template's terms do not suit")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or no such template")
    @APIResponse(responseCode = "409", description = "The series has ended")
    public SeriesView repeat(@PathParam("id") String id, NewSeries body) {
        return SeriesView.of(series.repeat(caller.store(), campaign(id), body.wanted(), caller.name()));
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Show how a campaign repeats", description = "With the next 20 cycles.")
    @APIResponse(responseCode = "200", description = "The series")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it does not repeat")
    public SeriesView show(@PathParam("id") String id) {
        return SeriesView.of(series.find(caller.store(), campaign(id))
                .orElseThrow(() -> ProblemException.notFound("series of this campaign")));
    }

    @PUT
    @Path("/state")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Pause, resume or end a series",
            description =
                    "Cycles that have a campaign go on: close them if they should not. Cut-offs that pass while the"
                            + " series is paused get no campaign. A series that has ended stays so. Idempotent.")
    @APIResponse(responseCode = "200", description = "The series")
    @APIResponse(responseCode = "400", description = "state is missing or unknown")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it does not repeat")
    @APIResponse(responseCode = "409", description = "The series has ended")
    public SeriesView move(@PathParam("id") String id, NewState body) {
        return SeriesView.of(series.move(caller.store(), campaign(id), State.valueOf(body.state()), caller.name()));
    }

    @PUT
    @Path("/skips/{day}")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Skip the cycle with the cut-off on a day", description = "Idempotent.")
    @APIResponse(responseCode = "200", description = "The series")
    @APIResponse(responseCode = "400", description = "The day is no date")
    @APIResponse(
            responseCode = "404",
            description =
                    "There is no such campaign, it does not repeat, or none of its next 60 cut-offs is on that day")
    @APIResponse(responseCode = "409", description = "The cycle has a campaign already: close the campaign")
    public SeriesView skip(
            @PathParam("id") String id,
            @Parameter(description = "In the store's zone", example = "2026-12-25") @PathParam("day") String day) {
        return SeriesView.of(series.skip(caller.store(), campaign(id), day(day), true, caller.name()));
    }

    @DELETE
    @Path("/skips/{day}")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Let a skipped cycle take place after all", description = "Idempotent.")
    @APIResponse(responseCode = "200", description = "The series")
    @APIResponse(responseCode = "400", description = "The day is no date")
    @APIResponse(
            responseCode = "404",
            description =
                    "There is no such campaign, it does not repeat, or none of its next 60 cut-offs is on that day")
    public SeriesView restore(@PathParam("id") String id, @PathParam("day") String day) {
        return SeriesView.of(series.skip(caller.store(), campaign(id), day(day), false, caller.name()));
    }

    @GET
    @Path("/cycles")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "List the cycles that have a campaign or were skipped",
            description = "Those with the latest cut-off first.")
    @APIResponse(responseCode = "200", description = "A page of cycles")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it does not repeat")
    public Page<CycleView> cycles(
            @PathParam("id") String id, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        int most = Page.limit(limit);
        List<Entry> found = series.past(caller.store(), campaign(id), before(cursor), most + 1);
        List<Entry> shown = found.stream().limit(most).toList();
        return new Page<>(
                shown.stream().map(CycleView::of).toList(),
                found.size() > most ? shown.get(most - 1).cutOff().toString() : null);
    }

    private static Instant before(String cursor) {
        try {
            return cursor == null || cursor.isBlank() ? Instant.parse("9000-01-01T00:00:00Z") : Instant.parse(cursor);
        } catch (DateTimeException wrong) {
            throw ProblemException.invalid("cursor must be the value of next in the previous page.");
        }
    }

    private static LocalDate day(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException wrong) {
            throw ProblemException.invalid("The day must be a date such as 2026-12-25.");
        }
    }

    private static CampaignId campaign(String id) {
        return Check.id(id, "campaign", CampaignId::new);
    }
}
