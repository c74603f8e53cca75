package shop.gather.community;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's view of communities. */
@Singleton
@Path("/api/v1/communities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities", description = "Leaders and the members around them")
@SecurityRequirement(name = "owner")
public class CommunityResource {

    private final Communities communities;
    private final Caller caller;

    @Inject
    CommunityResource(Communities communities, Caller caller) {
        this.communities = communities;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List communities", description = "Newest first, with the number of members.")
    @APIResponse(responseCode = "200", description = "A page of communities")
    public Page<CommunityView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return communities.page(caller.store(), cursor, Page.limit(limit));
    }

    @GET
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Read a community", description = "With the number of members.")
    @APIResponse(responseCode = "200", description = "The community")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such community")
    public CommunityView get(@PathParam("id") String id) {
        return require(Check.id(id, "community", CommunityId::new));
    }

    @GET
    @Path("{id}/members")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List the members of a community", description = "The newest members of the store first.")
    @APIResponse(responseCode = "200", description = "A page of members with their roles")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such community")
    public Page<Communities.Member> members(
            @PathParam("id") String id, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        CommunityId community =
                require(Check.id(id, "community", CommunityId::new)).id();
        return communities.members(caller.store(), community, cursor, Page.limit(limit));
    }

    private CommunityView require(CommunityId id) {
        return communities.find(caller.store(), id).orElseThrow(() -> ProblemException.notFound("community"));
    }
}
