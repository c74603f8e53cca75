package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for the caller's own data as a leader. */
@Singleton
@Path("/storefront/v1/me/leader")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Leaders")
@SecurityRequirement(name = "member")
public class LeaderStorefrontResource {

    private final Leaders leaders;
    private final Caller caller;

    @Inject
    LeaderStorefrontResource(Leaders leaders, Caller caller) {
        this.leaders = leaders;
        this.caller = caller;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "Show my data as a leader", description = "Active or suspended.")
    @APIResponse(responseCode = "200", description = "The leader")
    @APIResponse(responseCode = "404", description = "not-found: the caller is not a leader")
    public LeaderResource.View get() {
        return LeaderResource.View.of(leaders.ofMember(caller.store(), caller.member())
                .orElseThrow(() -> ProblemException.notFound("leader")));
    }
}
