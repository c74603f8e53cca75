package shop.gather.insight;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.figure.TeamTimeline;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for what has happened to a team. */
@Singleton
@Path("/api/v1/teams/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Insight", description = "Figures of campaigns, and what has happened to teams")
@SecurityRequirement(name = "owner")
public class TimelineResource {

    private final TeamTimeline timeline;
    private final Caller caller;

    @Inject
    TimelineResource(TeamTimeline timeline, Caller caller) {
        this.timeline = timeline;
        this.caller = caller;
    }

    /**
     * Something that has happened to a team or to one of its places.
     *
     * @param what a stable code
     * @param text what has happened, in English
     * @param reason a stable code; null for the normal course
     * @param why the reason in English; null like the reason
     * @param participation the place; null if it concerns the whole team
     * @param orderId the shop's id of the place's order at that time; null if there was none
     */
    @Schema(name = "TimelineEntry")
    public record Entry(
            Instant at,
            String what,
            String text,
            String reason,
            String why,
            ParticipationId participation,
            String orderId) {
        static Entry of(TeamTimeline.Entry entry) {
            return new Entry(
                    entry.at(),
                    entry.what().code(),
                    Explanations.of(entry.what()),
                    entry.reason(),
                    Explanations.why(entry.reason()),
                    entry.place(),
                    entry.orderId());
        }
    }

    /** A page of a timeline, oldest first. */
    @Schema(name = "TimelinePage")
    public record TimelinePage(List<Entry> items, String next) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Show what has happened to a team",
            description = "Everything that has happened to the team and to its places, oldest first, each with a stable"
                    + " code, a sentence, and the reason. Holds no personal data and is kept when a buyer is erased.")
    @APIResponse(responseCode = "200", description = "A page of the timeline")
    @APIResponse(responseCode = "400", description = "invalid-value: the limit or the cursor is invalid")
    @APIResponse(responseCode = "404", description = "not-found: there is no such team")
    public TimelinePage show(
            @PathParam("id") String id, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<TeamTimeline.Entry> page =
                timeline.page(caller.store(), Check.id(id, "team", TeamId::new), cursor, Page.limit(limit));
        return new TimelinePage(page.items().stream().map(Entry::of).toList(), page.next());
    }
}
