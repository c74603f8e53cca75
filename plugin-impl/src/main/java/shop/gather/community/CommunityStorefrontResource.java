package shop.gather.community;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.Text;

/** Communities, for their members. */
@Singleton
@Path("/storefront/v1/communities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Communities")
@SecurityRequirement(name = "member")
public class CommunityStorefrontResource {

    private final Communities communities;
    private final Caller caller;

    @Inject
    CommunityStorefrontResource(Communities communities, Caller caller) {
        this.communities = communities;
        this.caller = caller;
    }

    /** A community's new name. */
    @Schema(name = "CommunityChange", example = "{\"name\":\"Our street cooks\"}")
    public record Body(@NotNull @Text(max = 200) String name) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "List the communities that I belong to", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of communities")
    public Page<CommunityView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return communities.pageFor(caller.store(), caller.member(), cursor, Page.limit(limit));
    }

    @GET
    @Path("{id}")
    @Allow(Role.MEMBER)
    @Operation(summary = "Read a community", description = "For its members. The ETag is needed to rename it.")
    @APIResponse(
            responseCode = "200",
            description = "The community",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    @APIResponse(
            responseCode = "404",
            description = "not-found: the caller does not belong to this community, or it does not exist")
    public Response get(@PathParam("id") String id) {
        return answer(communities
                .findFor(caller.store(), Check.id(id, "community", CommunityId::new), caller.member())
                .orElseThrow(() -> ProblemException.notFound("community")));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(Role.MEMBER)
    @Operation(summary = "Rename my community", description = "For its active leader.")
    @APIResponse(
            responseCode = "200",
            description = "The community as changed",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(
            responseCode = "404",
            description = "not-found: the caller does not lead this community, or it does not exist")
    @APIResponse(responseCode = "412", description = "version-mismatch: it was changed since it was read")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response rename(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Body body) {
        return answer(communities.rename(
                caller.store(),
                caller.member(),
                Check.id(id, "community", CommunityId::new),
                ifMatch,
                body.name().strip()));
    }

    private static Response answer(CommunityView community) {
        return Response.ok(community).tag(EntityTags.of(community.version())).build();
    }
}
