package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for open programmes. */
@Singleton
@Path("/storefront/v1/programmes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Recruitment")
@SecurityRequirement(name = "storefront")
public class ProgrammeStorefrontResource {

    private final Programmes programmes;
    private final Caller caller;

    @Inject
    ProgrammeStorefrontResource(Programmes programmes, Caller caller) {
        this.programmes = programmes;
        this.caller = caller;
    }

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(summary = "List the open programmes", description = "Newest first, with their rules.")
    @APIResponse(responseCode = "200", description = "A page of open programmes")
    public Page<Programmes.View> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return programmes.page(caller.store(), true, cursor, Page.limit(limit));
    }
}
