package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;

/** The owner's API for the collection of single places. */
@Singleton
@Path("/api/v1/participations/{id}/pickup")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Pickup")
@SecurityRequirement(name = "owner")
public class PickupResource {

    private final Participations participations;
    private final PlacePickups pickups;
    private final PickupUndo undo;
    private final PickupViews views;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Caller caller;

    @Inject
    PickupResource(
            Participations participations,
            PlacePickups pickups,
            PickupUndo undo,
            PickupViews views,
            Transactions transactions,
            AuditLog audit,
            Caller caller) {
        this.participations = participations;
        this.pickups = pickups;
        this.undo = undo;
        this.views = views;
        this.transactions = transactions;
        this.audit = audit;
        this.caller = caller;
    }

    /** @param reason for the audit log */
    @Schema(name = "PickupUndo", example = "{\"reason\":\"The wrong code was scanned.\"}")
    public record Reason(@NotNull @Text(max = 500) String reason) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Show how a place is collected", description = "Without the code, which only the buyer sees.")
    @APIResponse(responseCode = "200", description = "The pickup")
    @APIResponse(responseCode = "404", description = "not-found: there is no such place, or it is not collected")
    public PickupView show(@PathParam("id") String id) {
        return views.of(caller.store(), place(id), false);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Choose the pickup point of a place for its buyer",
            description = "For buyers who have not chosen one, and when a point is given up. Idempotent. Audited.")
    @APIResponse(responseCode = "200", description = "The pickup with the point")
    @APIResponse(responseCode = "400", description = "pickupPointId is missing")
    @APIResponse(responseCode = "404", description = "not-found: there is no such place or point")
    @APIResponse(
            responseCode = "409",
            description = "pickup-point-full; conflict: the point cannot be chosen for the campaign, or the place has"
                    + " ended or is handed over")
    public PickupView choose(@PathParam("id") String id, PickupStorefrontResource.Choice body) {
        PickupPointId point = Check.id(body.pickupPointId(), "pickup point", PickupPointId::new);
        ParticipationId place = place(id).id();
        transactions.inStore(caller.store(), () -> {
            pickups.choose(caller.store(), place, point);
            audit.record(caller.store(), caller.name(), "pickup.point-chosen", place.toString(), point.toString());
        });
        return views.of(caller.store(), place(id), false);
    }

    @POST
    @Path("/reversal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Undo a hand-over or a no-show",
            description = "For one that was recorded by mistake. The place can be collected again; if it has ended"
                    + " since, it is cancelled. Audited.")
    @APIResponse(responseCode = "200", description = "The pickup, which is READY or CANCELLED")
    @APIResponse(responseCode = "400", description = "reason is missing")
    @APIResponse(responseCode = "404", description = "not-found: there is no such place, or it is not collected")
    @APIResponse(responseCode = "409", description = "conflict: there is nothing to undo")
    public PickupView undo(@PathParam("id") String id, Reason body) {
        undo.undo(caller.store(), caller.name(), place(id).id(), body.reason().strip());
        return views.of(caller.store(), place(id), false);
    }

    private Participation place(String id) {
        return participations
                .find(caller.store(), Check.id(id, "place", ParticipationId::new))
                .orElseThrow(() -> ProblemException.notFound("place"));
    }
}
