package shop.gather.groupbuy.fulfilment.handover;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for hand-overs at a pickup point. */
@Singleton
@Path("/api/v1/pickup-points/{id}/hand-overs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Pickup")
@SecurityRequirement(name = "owner")
public class HandOverResource {

    private final HandOvers handOvers;
    private final PickupPoints points;
    private final Caller caller;

    @Inject
    HandOverResource(HandOvers handOvers, PickupPoints points, Caller caller) {
        this.handOvers = handOvers;
        this.points = points;
        this.caller = caller;
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Hand places over at a pickup point",
            description = "One scanned code, several places, or what a device has recorded without a network. Each item"
                    + " has its own outcome. An item with deviceEventId is decided once: sending it again gives the"
                    + " same outcome. Nothing is handed over twice.")
    @APIResponse(responseCode = "200", description = "What became of each item, in their order")
    @APIResponse(responseCode = "400", description = "invalid-value: an item names no place, or two")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such point")
    public HandOverResults handOver(@PathParam("id") String id, HandOverRequest body) {
        PickupPoint point = points.require(caller.store(), Check.id(id, "pickup point", PickupPointId::new));
        return handOvers.handOver(caller.store(), caller.name(), point.id(), body);
    }
}
