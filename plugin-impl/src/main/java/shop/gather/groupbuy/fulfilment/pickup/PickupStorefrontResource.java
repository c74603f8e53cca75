package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.image.QrCode;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for the collection of a buyer's own place. */
@Singleton
@Path("/storefront/v1/me/participations/{id}/pickup")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Pickup")
@SecurityRequirement(name = "member")
public class PickupStorefrontResource {

    private final Participations participations;
    private final PlacePickups pickups;
    private final PickupViews views;
    private final Caller caller;

    @Inject
    PickupStorefrontResource(Participations participations, PlacePickups pickups, PickupViews views, Caller caller) {
        this.participations = participations;
        this.pickups = pickups;
        this.views = views;
        this.caller = caller;
    }

    /** @param pickupPointId one that the campaign allows */
    @Schema(name = "PickupChoice")
    public record Choice(@NotNull String pickupPointId) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Show how my place is collected",
            description = "With the code to show at the point, as soon as the team has succeeded.")
    @APIResponse(responseCode = "200", description = "The pickup")
    @APIResponse(responseCode = "404", description = "not-found: there is no such place, or it is not collected")
    public PickupView show(@PathParam("id") String id) {
        return views.of(caller.store(), own(id), true);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Choose the pickup point of my place",
            description = "Also in place of another point, until it is handed over. Idempotent.")
    @APIResponse(responseCode = "200", description = "The pickup with the point")
    @APIResponse(responseCode = "400", description = "pickupPointId is missing")
    @APIResponse(responseCode = "404", description = "not-found: there is no such place or point")
    @APIResponse(
            responseCode = "409",
            description = "pickup-point-full; conflict: the point cannot be chosen for the campaign, or the place has"
                    + " ended or is handed over")
    public PickupView choose(@PathParam("id") String id, Choice body) {
        Participation place = own(id);
        pickups.choose(caller.store(), place.id(), Check.id(body.pickupPointId(), "pickup point", PickupPointId::new));
        return views.of(caller.store(), own(id), true);
    }

    @GET
    @Path("/code.svg")
    @Produces("image/svg+xml")
    @Allow(Role.MEMBER)
    @Operation(summary = "Get the code of my place as a QR code", description = "Contains the code and nothing else.")
    @APIResponse(responseCode = "200", description = "The image", content = @Content(mediaType = "image/svg+xml"))
    @APIResponse(
            responseCode = "404",
            description = "not-found: there is no such place, or it has no code: the team has not succeeded, the"
                    + " payment is declined, or it is handed over")
    public String code(@PathParam("id") String id) {
        String code = views.of(caller.store(), own(id), true).code();
        if (code == null) {
            throw ProblemException.notFound("pickup code");
        }
        return QrCode.of(code).svg();
    }

    private Participation own(String id) {
        return participations
                .find(caller.store(), Check.id(id, "place", ParticipationId::new))
                .filter(place -> place.member().equals(caller.member()))
                .orElseThrow(() -> ProblemException.notFound("place"));
    }
}
