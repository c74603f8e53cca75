package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.fulfilment.pickup.JoinPickup;
import shop.gather.groupbuy.place.NewPlace;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.PlaceView;
import shop.gather.groupbuy.place.Places;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API that opens teams. */
@Singleton
@Path("/storefront/v1/campaigns/{id}/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class CampaignTeamsStorefrontResource {

    private final Campaigns campaigns;
    private final Places places;
    private final Holds holds;
    private final JoinPickup pickups;
    private final Caller caller;

    @Inject
    CampaignTeamsStorefrontResource(
            Campaigns campaigns, Places places, Holds holds, JoinPickup pickups, Caller caller) {
        this.campaigns = campaigns;
        this.places = places;
        this.holds = holds;
        this.pickups = pickups;
        this.caller = caller;
    }

    @POST
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Open a team and take its first place",
            description =
                    "pickupPointId chooses where the place is collected, if the campaign has pickup. Poll the place"
                            + " until its admission is READY, then check out in the shop.")
    @APIResponse(
            responseCode = "201",
            description = "Opened; the place is held",
            content = @Content(schema = @Schema(implementation = PlaceView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The Idempotency-Key is missing, a place cannot have so many units, or the campaign does not "
                    + "sell the article")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(
            responseCode = "403",
            description = "not-eligible: the campaign is for other buyers; the detail names the condition")
    @APIResponse(
            responseCode = "409",
            description = "The campaign is not open, it has too few units left for a team (sold-out), the buyer has an "
                    + "open place in it, or would have too many units of it (buyer-limit), or case-full: only open cases"
                    + " are filled now, and the detail says how many units still help")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    @APIResponse(
            responseCode = "429",
            description = "place-cooldown, as for a join; too-many-teams: the buyer has opened the maximum number of "
                    + "teams of the campaign within an hour. Retry-After says when to try again. Or too many"
                    + " requests")
    public Response open(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, NewPlace wanted) {
        CampaignId campaignId = Check.id(id, "campaign", CampaignId::new);
        CampaignOffer campaign = campaigns.offer(caller.store(), campaignId);
        if (!campaign.published()) {
            throw ProblemException.notFound("campaign");
        }
        Optional<PickupPointId> point =
                pickups.before(caller.store(), caller.member(), campaignId, key, NewPlace.pickupPoint(wanted));
        Participation place = places.open(caller.store(), caller.member(), campaign, NewPlace.wish(wanted), key);
        pickups.after(caller.store(), place, point);
        return created(place);
    }

    private Response created(Participation place) {
        holds.soon(caller.store(), place.id());
        return Response.created(URI.create("/storefront/v1/me/participations/" + place.id()))
                .entity(PlaceView.of(place))
                .build();
    }
}
