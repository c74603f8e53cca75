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

/** The owner's API for places that nobody has collected at a pickup point. */
@Singleton
@Path("/api/v1/pickup-points/{id}/no-shows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Pickup")
@SecurityRequirement(name = "owner")
public class NoShowResource {

    private final HandOvers handOvers;
    private final PickupPoints points;
    private final Caller caller;

    @Inject
    NoShowResource(HandOvers handOvers, PickupPoints points, Caller caller) {
        this.handOvers = handOvers;
        this.points = points;
        this.caller = caller;
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Record that nobody has collected places",
            description = "After the time of collection. Nothing is refunded; a place can still be handed over late."
                    + " Idempotent.")
    @APIResponse(responseCode = "200", description = "What became of each place, in their order")
    @APIResponse(responseCode = "400", description = "invalid-value: participationIds is missing or too long")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such point")
    public HandOverResults record(@PathParam("id") String id, NoShowRequest body) {
        PickupPoint point = points.require(caller.store(), Check.id(id, "pickup point", PickupPointId::new));
        return handOvers.noShows(caller.store(), point.id(), body);
    }
}
