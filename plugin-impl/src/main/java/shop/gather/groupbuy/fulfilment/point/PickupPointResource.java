package shop.gather.groupbuy.fulfilment.point;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for pickup points. */
@Singleton
@Path("/api/v1/pickup-points")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Pickup", description = "Where buyers collect what they have bought, and the hand-over")
@SecurityRequirement(name = "owner")
public class PickupPointResource {

    private final PickupPoints points;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    PickupPointResource(PickupPoints points, Idempotency idempotency, Caller caller) {
        this.points = points;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Create a pickup point", description = "Audited.")
    @APIResponse(
            responseCode = "201",
            description = "The point",
            content = @Content(schema = @Schema(implementation = PickupPointView.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: a field is missing or invalid")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader or community")
    public Response create(@HeaderParam("Idempotency-Key") String key, PointRequest body) {
        return idempotency.once(caller.store(), caller.name(), "pickup-points.create", key, body, false, () -> {
            PickupPointView view = PickupPointView.of(points.create(caller.store(), caller.name(), body));
            return Idempotency.Answer.created(URI.create("/api/v1/pickup-points/" + view.id()), view, view.version());
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "List pickup points", description = "Newest first, active or not.")
    @APIResponse(responseCode = "200", description = "A page of points")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<PickupPointView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<PickupPoint> page = points.page(caller.store(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(PickupPointView::of).toList(), page.next());
    }

    @GET
    @Path("/{id}")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Read a pickup point", description = "Its ETag is needed to change it.")
    @APIResponse(
            responseCode = "200",
            description = "The point",
            content = @Content(schema = @Schema(implementation = PickupPointView.class)))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such point")
    public Response get(@PathParam("id") String id) {
        return answer(points.require(caller.store(), Check.id(id, "pickup point", PickupPointId::new)));
    }

    @PUT
    @Path("/{id}")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Change a pickup point",
            description = "Replaces all fields. A point with active false can no longer be chosen; places that have"
                    + " chosen it are still collected there. A lower capacity removes no place. Audited.")
    @APIResponse(
            responseCode = "200",
            description = "The point as changed",
            content = @Content(schema = @Schema(implementation = PickupPointView.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: a field is missing or invalid")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such point, leader or community")
    @APIResponse(responseCode = "412", description = "version-mismatch: the point has changed since it was read")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, PointRequest body) {
        PickupPointId point = Check.id(id, "pickup point", PickupPointId::new);
        return answer(points.change(caller.store(), caller.name(), point, ifMatch, body));
    }

    private static Response answer(PickupPoint point) {
        return Response.ok(PickupPointView.of(point))
                .tag(EntityTags.of(point.version()))
                .build();
    }
}
