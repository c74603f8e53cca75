package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.image.QrCode;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.Text;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.Leaders;

/** A leader's own links. Only the owner can disable and enable them, so that a leader cannot enable a disabled link. */
@Singleton
@Path("/storefront/v1/me/group-links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Group links")
@SecurityRequirement(name = "member")
public class GroupLinkStorefrontResource {

    private final GroupLinks links;
    private final LinkTargets targets;
    private final Leaders leaders;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    GroupLinkStorefrontResource(
            GroupLinks links, LinkTargets targets, Leaders leaders, Idempotency idempotency, Caller caller) {
        this.links = links;
        this.targets = targets;
        this.leaders = leaders;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param variantId the variant that it shows; the shop's front page if missing */
    @Schema(name = "MyGroupLinkRequest", example = "{\"variantId\":\"17\"}")
    public record Body(@Text(max = 100, blank = true) String variantId) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(Role.MEMBER)
    @Operation(summary = "Create a link", description = "For active leaders. The target address is read from the shop.")
    @APIResponse(
            responseCode = "201",
            description = "The link",
            content = @Content(schema = @Schema(implementation = GroupLinkView.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: the shop has no such variant")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Response create(@HeaderParam("Idempotency-Key") String key, Body body, @Context UriInfo request) {
        StoreId store = caller.store();
        Leader leader = leaders.requireActive(store, caller.member());
        LinkTargets.Target target = targets.resolve(store, GroupLinkResource.variant(body.variantId()));
        return idempotency.once(store, caller.name(), "my-group-links.create", key, body, false, () -> {
            GroupLinkView view = GroupLinkView.of(links.create(store, leader.id(), target), request);
            return new Idempotency.Answer(201, view, null, null);
        });
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "List my links", description = "Newest first, with the number of clicks.")
    @APIResponse(responseCode = "200", description = "A page of links")
    @APIResponse(responseCode = "404", description = "not-found: the caller is not a leader")
    public Page<GroupLinkView> list(
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context UriInfo request) {
        return GroupLinkView.of(links.pageOf(caller.store(), leader().id(), cursor, Page.limit(limit)), request);
    }

    @GET
    @Path("{id}/qr.svg")
    @Produces("image/svg+xml")
    @Allow(Role.MEMBER)
    @Operation(summary = "Get my link's QR code as SVG", description = "For print; scalable.")
    @APIResponse(responseCode = "200", description = "The image", content = @Content(mediaType = "image/svg+xml"))
    @APIResponse(responseCode = "404", description = "not-found: the caller has no such link")
    public String svg(@PathParam("id") String id, @Context UriInfo request) {
        return QrCode.of(GroupLinkView.address(mine(id), request)).svg();
    }

    @GET
    @Path("{id}/qr.png")
    @Produces("image/png")
    @Allow(Role.MEMBER)
    @Operation(summary = "Get my link's QR code as PNG", description = "At least 600 pixels wide, for chats and posts.")
    @APIResponse(responseCode = "200", description = "The image", content = @Content(mediaType = "image/png"))
    @APIResponse(responseCode = "404", description = "not-found: the caller has no such link")
    public byte[] png(@PathParam("id") String id, @Context UriInfo request) {
        return QrCode.of(GroupLinkView.address(mine(id), request)).png();
    }

    private Leader leader() {
        return leaders.ofMember(caller.store(), caller.member()).orElseThrow(() -> ProblemException.notFound("leader"));
    }

    private GroupLink mine(String id) {
        Leader leader = leader();
        return links.find(caller.store(), Check.id(id, "link", LinkId::new))
                .filter(link -> link.leaderId().equals(leader.id()))
                .orElseThrow(() -> ProblemException.notFound("link"));
    }
}
