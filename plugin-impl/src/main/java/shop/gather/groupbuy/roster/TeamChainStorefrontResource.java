package shop.gather.groupbuy.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.Teams;
import shop.gather.message.Language;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The list of a team as text, for those who are in it and the one who opened it. */
@Singleton
@Path("/storefront/v1/teams/{id}/chain")
@Tag(name = "Storefront: group buying")
@SecurityRequirement(name = "member")
public class TeamChainStorefrontResource {

    private final Teams teams;
    private final TeamMembers members;
    private final TeamChain chain;
    private final Caller caller;

    @Inject
    TeamChainStorefrontResource(Teams teams, TeamMembers members, TeamChain chain, Caller caller) {
        this.teams = teams;
        this.members = members;
        this.chain = chain;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Export my team as text for a chat",
            description = "For members who have a place in the team that is held or paid, and the member who opened it:"
                    + " the same text as for the owner.")
    @APIResponse(
            responseCode = "200",
            description = "The text, in English or Chinese as Accept-Language asks",
            content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "There is no such team, or the member does not belong to it")
    public Response chain(@PathParam("id") String id, @HeaderParam("Accept-Language") String acceptLanguage) {
        Team team = teams.find(caller.store(), Check.id(id, "team", TeamId::new))
                .filter(found -> members.belongs(caller.store(), found, caller.member()))
                .orElseThrow(() -> ProblemException.notFound("team"));
        return TeamChainResource.text(
                chain.of(caller.store(), team, Language.accepted(acceptLanguage)), acceptLanguage);
    }
}
