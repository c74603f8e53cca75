package shop.gather.groupbuy.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.roster.TeamMembers.Entry;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.Teams;
import shop.gather.message.Language;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API that shows who is in a team. */
@Singleton
@Path("/storefront/v1/teams/{id}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class TeamMembersStorefrontResource {

    private final Teams teams;
    private final TeamMembers members;
    private final Caller caller;

    @Inject
    TeamMembersStorefrontResource(Teams teams, TeamMembers members, Caller caller) {
        this.teams = teams;
        this.members = members;
        this.caller = caller;
    }

    /** A place that is held or paid. */
    public record TeamMember(
            @Schema(description = "The position in the list, from 1; it changes when an earlier place ends")
            int number,

            @Schema(
                    description = "A pseudonym that stays the same in this team, or initials if the buyer chose so",
                    example = "Buyer K7Q2")
            String name,

            @Schema(description = "The units that are paid, or asked for while the place is held")
            int units,

            String variantId,

            @Schema(description = "The title of the article")
            String title,

            @Schema(description = "false while the buyer is paying")
            boolean paid,

            @Schema(description = "When the buyer took the place")
            Instant since,

            @Schema(description = "Whether it is the caller's place; always false with a publishable key")
            boolean you) {

        static TeamMember of(Entry entry, Optional<MemberId> caller) {
            return new TeamMember(
                    entry.number(),
                    entry.name(),
                    entry.units(),
                    entry.variantId(),
                    entry.title(),
                    entry.paid(),
                    entry.since(),
                    entry.member() != null
                            && caller.filter(entry.member()::equals).isPresent());
        }
    }

    /** @param next the cursor of the next page; null on the last one */
    public record TeamMemberPage(List<TeamMember> items, String next) {}

    @GET
    @Allow(value = Role.STOREFRONT, orMember = true)
    @Operation(
            summary = "List who is in a team",
            description = "The places that are held or paid, oldest first. Each buyer has a pseudonym or, if the buyer"
                    + " chose so, initials. With a member's token instead of the publishable key, the member's own place"
                    + " has you: true. Follow next until it is missing.")
    @APIResponse(
            responseCode = "200",
            description = "A page of places; names in English or Chinese as Accept-Language asks",
            content = @Content(schema = @Schema(implementation = TeamMemberPage.class)))
    @APIResponse(responseCode = "400", description = "cursor or limit is invalid")
    @APIResponse(responseCode = "404", description = "There is no such team")
    public Response list(
            @PathParam("id") String id,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @HeaderParam("Accept-Language") String acceptLanguage) {
        Team team = teams.find(caller.store(), Check.id(id, "team", TeamId::new))
                .orElseThrow(() -> ProblemException.notFound("team"));
        Language language = Language.accepted(acceptLanguage);
        Page<Entry> page = members.page(caller.store(), team, language, cursor, Page.limit(limit));
        Optional<MemberId> self = caller.memberIfAny();
        return Response.ok(new TeamMemberPage(
                        page.items().stream()
                                .map(entry -> TeamMember.of(entry, self))
                                .toList(),
                        page.next()))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, "Authorization, Accept-Language")
                .build();
    }
}
