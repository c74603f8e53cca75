package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.fulfilment.pickup.JoinPickup;
import shop.gather.groupbuy.place.NewPlace;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.PlaceView;
import shop.gather.groupbuy.place.Places;
import shop.gather.platform.http.CachedAnswer;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API that shows and joins teams. */
@Singleton
@Path("/storefront/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class TeamStorefrontResource {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Campaigns campaigns;
    private final Teams teams;
    private final Places places;
    private final Holds holds;
    private final JoinPickup pickups;
    private final Caller caller;

    @Inject
    TeamStorefrontResource(
            Campaigns campaigns, Teams teams, Places places, Holds holds, JoinPickup pickups, Caller caller) {
        this.campaigns = campaigns;
        this.teams = teams;
        this.places = places;
        this.holds = holds;
        this.pickups = pickups;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Show how full a team is",
            description =
                    "Does not show the buyers. A page that follows a team polls this address with If-None-Match, or"
                            + " reads its events from progress; a browser asks again after a second at the earliest.")
    @APIResponse(
            responseCode = "200",
            description = "The team",
            content = @Content(schema = @Schema(implementation = TeamProgress.class)))
    @APIResponse(responseCode = "304", description = "The team has the ETag that was sent as If-None-Match")
    @APIResponse(responseCode = "404", description = "There is no such team")
    public Response team(@PathParam("id") String id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        TeamProgress progress = teams.find(caller.store(), Check.id(id, "team", TeamId::new))
                .map(team -> TeamProgress.of(
                        team, campaigns.offer(caller.store(), team.campaign()).terms()))
                .orElseThrow(() -> ProblemException.notFound("team"));
        return CachedAnswer.of(progress, MAX_AGE, ifNoneMatch);
    }

    @POST
    @Path("/{id}/participations")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Join a team",
            description =
                    "Takes a place; pickupPointId chooses where it is collected, if the campaign has pickup. Poll the"
                            + " place until its admission is READY, then check out in the shop.")
    @APIResponse(
            responseCode = "201",
            description = "The place is held",
            content = @Content(schema = @Schema(implementation = PlaceView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The Idempotency-Key is missing, a place cannot have so many units, or the campaign does not "
                    + "sell the article")
    @APIResponse(
            responseCode = "403",
            description = "not-eligible: the campaign is for other buyers; the detail names the condition")
    @APIResponse(responseCode = "404", description = "There is no such team")
    @APIResponse(
            responseCode = "409",
            description = "The team is full or has ended, the buyer has an open place in the campaign or would have too"
                    + " many units of it (buyer-limit), case-full: only open cases are filled now, and the detail says how many"
                    + " units still help, or pickup-point-full: the point has no free place")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    @APIResponse(
            responseCode = "429",
            description =
                    "place-cooldown: a place of the buyer in this campaign ended unpaid or was given back a moment "
                            + "ago; Retry-After says when the buyer may take a place again. Or too many requests")
    public Response join(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, NewPlace wanted) {
        TeamId team = Check.id(id, "team", TeamId::new);
        Optional<PickupPointId> point =
                pickups.before(caller.store(), caller.member(), team, key, NewPlace.pickupPoint(wanted));
        Participation place = places.join(caller.store(), caller.member(), team, NewPlace.wish(wanted), key);
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
