package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.image.QrCode;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;

/** The owner's view of group links. */
@Singleton
@Path("/api/v1/group-links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group links", description = "Short links of leaders into the shop")
@SecurityRequirement(name = "owner")
public class GroupLinkResource {

    private final GroupLinks links;
    private final LinkTargets targets;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    GroupLinkResource(GroupLinks links, LinkTargets targets, Idempotency idempotency, Caller caller) {
        this.links = links;
        this.targets = targets;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param variantId the variant that it shows; the shop's front page if missing */
    @Schema(
            name = "GroupLinkRequest",
            example = "{\"leaderId\":\"0192f0a4-7d3e-7c11-9c5b-3f2a1d6e8b90\",\"variantId\":\"17\"}")
    public record Body(
            String leaderId, @Text(max = 100, blank = true) String variantId) {}

    /** @param live false to disable it, true to enable it */
    @Schema(name = "GroupLinkChange", example = "{\"live\":false}")
    public record Change(
            @NotNull(message = "must be true or false.") Boolean live) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Create a link for a leader", description = "The target address is read from the shop.")
    @APIResponse(
            responseCode = "201",
            description = "The link",
            content = @Content(schema = @Schema(implementation = GroupLinkView.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: the shop has no such variant")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    @APIResponse(responseCode = "409", description = "conflict: the leader is suspended")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Response create(@HeaderParam("Idempotency-Key") String key, Body body, @Context UriInfo request) {
        StoreId store = caller.store();
        LeaderId leader = Check.id(body.leaderId(), "leader", LeaderId::new);
        LinkTargets.Target target = targets.resolve(store, variant(body.variantId()));
        return idempotency.once(store, caller.name(), "group-links.create", key, body, false, () -> {
            GroupLinkView view = GroupLinkView.of(links.create(store, leader, target), request);
            return Idempotency.Answer.created(URI.create("/api/v1/group-links/" + view.id()), view, view.version());
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List links", description = "Newest first, with the number of clicks.")
    @APIResponse(responseCode = "200", description = "A page of links")
    public Page<GroupLinkView> list(
            @Parameter(description = "Only links of this leader") @QueryParam("leader") String leader,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @Context UriInfo request) {
        Page<GroupLink> page = leader == null
                ? links.page(caller.store(), cursor, Page.limit(limit))
                : links.pageOf(caller.store(), Check.id(leader, "leader", LeaderId::new), cursor, Page.limit(limit));
        return GroupLinkView.of(page, request);
    }

    @GET
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Read a link", description = "Its ETag is needed to change it.")
    @APIResponse(
            responseCode = "200",
            description = "The link",
            content = @Content(schema = @Schema(implementation = GroupLinkView.class)))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such link")
    public Response get(@PathParam("id") String id, @Context UriInfo request) {
        return answer(require(id), request);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Disable or enable a link",
            description = "A disabled link leads to the shop's front page. Orders placed while it is disabled are not "
                    + "attributed through it: neither through an earlier click nor through a bond that such a "
                    + "click created. Orders placed before keep their attribution, regardless of when they are "
                    + "paid. All nodes see the change within 5 seconds.")
    @APIResponse(
            responseCode = "200",
            description = "The link as changed",
            content = @Content(schema = @Schema(implementation = GroupLinkView.class)))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such link")
    @APIResponse(responseCode = "412", description = "version-mismatch: it was changed since it was read")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            Change body,
            @Context UriInfo request) {
        LinkId link = Check.id(id, "link", LinkId::new);
        return answer(links.setLive(caller.store(), caller.name(), link, ifMatch, body.live()), request);
    }

    @GET
    @Path("{id}/qr.svg")
    @Produces("image/svg+xml")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Get a link's QR code as SVG", description = "For print; scalable.")
    @APIResponse(responseCode = "200", description = "The image", content = @Content(mediaType = "image/svg+xml"))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such link")
    public String svg(@PathParam("id") String id, @Context UriInfo request) {
        return QrCode.of(GroupLinkView.address(require(id), request)).svg();
    }

    @GET
    @Path("{id}/qr.png")
    @Produces("image/png")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Get a link's QR code as PNG", description = "At least 600 pixels wide, for chats and posts.")
    @APIResponse(responseCode = "200", description = "The image", content = @Content(mediaType = "image/png"))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such link")
    public byte[] png(@PathParam("id") String id, @Context UriInfo request) {
        return QrCode.of(GroupLinkView.address(require(id), request)).png();
    }

    /** The requested variant; null for the front page. */
    static String variant(String asked) {
        return asked == null || asked.isBlank() ? null : asked.strip();
    }

    private GroupLink require(String id) {
        return links.find(caller.store(), Check.id(id, "link", LinkId::new))
                .orElseThrow(() -> ProblemException.notFound("link"));
    }

    private static Response answer(GroupLink link, UriInfo request) {
        return Response.ok(GroupLinkView.of(link, request))
                .tag(EntityTags.of(link.version()))
                .build();
    }
}
