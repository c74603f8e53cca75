package shop.gather.groupbuy.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
import shop.gather.platform.security.Scope;

/** The owner's API for the list of a team as text. */
@Singleton
@Path("/api/v1/teams/{id}/chain")
@Tag(name = "Group buying")
public class TeamChainResource {

    private final Teams teams;
    private final TeamChain chain;
    private final Caller caller;

    @Inject
    TeamChainResource(Teams teams, TeamChain chain, Caller caller) {
        this.teams = teams;
        this.chain = chain;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Export a team as text for a chat",
            description =
                    "A numbered list of who takes what, with the names that the buyers chose, how many are missing,"
                            + " and the deadline in the store's zone. At most 500 places are listed.")
    @APIResponse(
            responseCode = "200",
            description = "The text, in English or Chinese as Accept-Language asks",
            content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "There is no such team")
    public Response chain(@PathParam("id") String id, @HeaderParam("Accept-Language") String acceptLanguage) {
        Team team = teams.find(caller.store(), Check.id(id, "team", TeamId::new))
                .orElseThrow(() -> ProblemException.notFound("team"));
        return text(chain.of(caller.store(), team, Language.accepted(acceptLanguage)), acceptLanguage);
    }

    static Response text(String text, String acceptLanguage) {
        return Response.ok(text)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        Language.accepted(acceptLanguage).tag())
                .header(HttpHeaders.VARY, "Authorization, Accept-Language")
                .build();
    }
}
