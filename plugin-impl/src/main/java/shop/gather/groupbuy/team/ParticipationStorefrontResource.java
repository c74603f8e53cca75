package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.fulfilment.pickup.JoinPickup;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceView;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.Text;

/** The storefront API for a buyer's own places. */
@Singleton
@Path("/storefront/v1/me/participations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class ParticipationStorefrontResource {

    private final Campaigns campaigns;
    private final Participations participations;
    private final Leaving leaving;
    private final Changing changing;
    private final Holds holds;
    private final JoinPickup pickups;
    private final Caller caller;

    @Inject
    ParticipationStorefrontResource(
            Campaigns campaigns,
            Participations participations,
            Leaving leaving,
            Changing changing,
            Holds holds,
            JoinPickup pickups,
            Caller caller) {
        this.campaigns = campaigns;
        this.participations = participations;
        this.leaving = leaving;
        this.changing = changing;
        this.holds = holds;
        this.pickups = pickups;
        this.caller = caller;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "List one's own places", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of places")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<PlaceView> mine(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<Participation> page = participations.ofMember(caller.store(), caller.member(), cursor, Page.limit(limit));
        List<PlaceView> items = page.items().stream().map(PlaceView::of).toList();
        return new Page<>(items, page.next());
    }

    @GET
    @Path("/{id}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Show one's own place",
            description = "Includes what the shop needs to give the price, once admission is READY. Where the shop's "
                    + "checkout cannot charge the group price (price.by is REBATE) admission is"
                    + " READY at once: the buyer pays the shop's ordinary price, price.payNow, and "
                    + "price.comesBack is refunded when the team succeeds.")
    @APIResponse(responseCode = "200", description = "The place")
    @APIResponse(responseCode = "404", description = "There is no such place")
    public PlaceView show(@PathParam("id") String id) {
        Participation place = own(id);
        boolean opener = participations
                .opener(caller.store(), place.team())
                .filter(place.id()::equals)
                .isPresent();
        return PlaceView.of(place, campaigns.offer(caller.store(), place.campaign()), opener);
    }

    @DELETE
    @Path("/{id}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Leave a team",
            description = "Gives a place back. While the team is open, this is also possible after paying: the place is"
                    + " free for others at once, and the payment is returned (the place is LEFT, then RETURNED)."
                    + " Idempotent. For a while the buyer cannot take another place of the campaign.")
    @APIResponse(responseCode = "204", description = "Left, by this request or an earlier one, or the place had ended")
    @APIResponse(responseCode = "404", description = "There is no such place")
    @APIResponse(
            responseCode = "409",
            description = "team-succeeded: the order is delivered as usual, return it in the shop; team-closed: the"
                    + " deadline of the team has passed, and it is being decided whether it succeeds")
    public void leave(@PathParam("id") String id) {
        leaving.leave(caller.store(), own(id));
    }

    /**
     * @param quantity the number of units, at most what the campaign's quantityPolicy allows
     * @param pickupPointId null to choose it later
     */
    public record NewQuantity(
            @NotNull @Min(1) @Max(1_000) Integer quantity,

            @Schema(description = "The pickup point; omit it if the campaign has no pickup, or to choose it later")
            @Text(max = 100)
            String pickupPointId) {}

    @PUT
    @Path("/{id}/quantity")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Change the quantity of a place that is not paid yet",
            description =
                    "The answer is another place with another id, in the same team, without a gap: the first one is"
                            + " WITHDRAWN with the reason quantity-changed. Poll the new place until its admission is READY, then"
                            + " check out with that one. Send the pickup point again. The same quantity gets the same place."
                            + " Idempotent.")
    @APIResponse(responseCode = "200", description = "The place that counts now")
    @APIResponse(responseCode = "400", description = "A place cannot have so many units")
    @APIResponse(responseCode = "404", description = "There is no such place or pickup point")
    @APIResponse(
            responseCode = "409",
            description = "conflict: the place is paid, has ended, or was changed before (the detail says what to do);"
                    + " buyer-limit; case-full; team-closed; team-succeeded; pickup-point-full")
    @APIResponse(responseCode = "429", description = "Quantities were changed five times in the campaign")
    public PlaceView changeQuantity(@PathParam("id") String id, NewQuantity body) {
        Participation place = own(id);
        Optional<PickupPointId> point = pickups.before(
                caller.store(), caller.member(), place.campaign(), "change-" + place.id(), body.pickupPointId());
        Participation now = changing.change(caller.store(), place, body.quantity());
        if (!now.id().equals(place.id())) {
            pickups.after(caller.store(), now, point);
            holds.soon(caller.store(), now.id());
        }
        return PlaceView.of(now);
    }

    private Participation own(String id) {
        return participations
                .find(caller.store(), Check.id(id, "place", ParticipationId::new))
                .filter(place -> place.member().equals(caller.member()))
                .orElseThrow(() -> ProblemException.notFound("place"));
    }
}
