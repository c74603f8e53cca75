package shop.gather.groupbuy.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.OneOf;

/** How the calling member is shown in the lists of teams. */
@Singleton
@Path("/storefront/v1/me/team-display")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
@SecurityRequirement(name = "member")
public class TeamDisplayStorefrontResource {

    private final TeamDisplays displays;
    private final Caller caller;

    @Inject
    TeamDisplayStorefrontResource(TeamDisplays displays, Caller caller) {
        this.displays = displays;
        this.caller = caller;
    }

    /** @param display PSEUDONYM or INITIALS */
    @Schema(name = "TeamDisplayChoice", example = "{\"display\":\"INITIALS\"}")
    public record Body(
            @Schema(implementation = TeamDisplay.class) @NotNull @OneOf(TeamDisplay.class)
            String display) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "How I am shown in teams", description = "PSEUDONYM unless the member has chosen INITIALS.")
    @APIResponse(responseCode = "200", description = "The choice")
    public Body show() {
        return new Body(displays.of(caller.store(), caller.member()).name());
    }

    @PUT
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Choose how I am shown in teams",
            description = "Applies at once to the lists of all teams in which the member has a place.")
    @APIResponse(responseCode = "200", description = "The choice")
    @APIResponse(responseCode = "400", description = "invalid-value: display is neither PSEUDONYM nor INITIALS")
    public Body change(Body body) {
        displays.change(caller.store(), caller.member(), TeamDisplay.valueOf(body.display()));
        return show();
    }
}
