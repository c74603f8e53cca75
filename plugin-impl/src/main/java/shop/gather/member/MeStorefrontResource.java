package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The member to whom the token belongs. */
@Singleton
@Path("/storefront/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Sessions")
@SecurityRequirement(name = "member")
public class MeStorefrontResource {

    private final Members members;
    private final Bonds bonds;
    private final Caller caller;

    @Inject
    MeStorefrontResource(Members members, Bonds bonds, Caller caller) {
        this.members = members;
        this.bonds = bonds;
        this.caller = caller;
    }

    /** @param bond null if the member has no active bond */
    @Schema(name = "MeAndBond")
    public record View(Sessions.Me member, Bonds.Bond bond) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "Read my profile", description = "The member and the active bond to a leader.")
    @APIResponse(responseCode = "200", description = "The member")
    @APIResponse(responseCode = "401", description = "unauthenticated: the token is missing, expired or revoked")
    public View get() {
        Member member =
                members.find(caller.store(), caller.member()).orElseThrow(() -> ProblemException.notFound("member"));
        return new View(
                Sessions.Me.of(member),
                bonds.of(caller.store(), caller.member()).orElse(null));
    }
}
