package shop.gather.groupbuy.fulfilment.handover;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.list.Filters;
import shop.gather.groupbuy.fulfilment.list.PickLine;
import shop.gather.groupbuy.fulfilment.list.PickListView;
import shop.gather.groupbuy.fulfilment.list.PickLists;
import shop.gather.groupbuy.fulfilment.list.PickupPlace;
import shop.gather.groupbuy.fulfilment.list.PickupPlaces;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.fulfilment.point.PublicPickupPoint;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.recruitment.Leaders;

/** The storefront API for leaders who hand over at pickup points: only at their own, and only while active. */
@Singleton
@Path("/storefront/v1/me/pickup-points")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Pickup")
@SecurityRequirement(name = "member")
public class MyPickupPointStorefrontResource {

    private final HandOvers handOvers;
    private final PickupPoints points;
    private final PickLists lists;
    private final PickupPlaces places;
    private final Leaders leaders;
    private final Caller caller;
    private final Clock clock;

    @Inject
    MyPickupPointStorefrontResource(
            HandOvers handOvers,
            PickupPoints points,
            PickLists lists,
            PickupPlaces places,
            Leaders leaders,
            Caller caller,
            Clock clock) {
        this.handOvers = handOvers;
        this.points = points;
        this.lists = lists;
        this.places = places;
        this.leaders = leaders;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param open what is still to be handed over there, per campaign and article */
    @Schema(name = "MyPickupPoint")
    public record Mine(PublicPickupPoint point, boolean active, List<PickLine> open) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(
            summary = "List the pickup points at which I hand over",
            description = "For active leaders. Newest first, with what is still to be handed over at each.")
    @APIResponse(responseCode = "200", description = "A page of points")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    public Page<Mine> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        var leader = leaders.requireActive(caller.store(), caller.member()).id();
        Page<PickupPoint> page = points.pageOf(caller.store(), leader, cursor, Page.limit(limit));
        Instant now = clock.instant();
        Map<PickupPointId, List<PickLine>> open =
                lists
                        .openAt(
                                caller.store(),
                                page.items().stream().map(PickupPoint::id).toList())
                        .stream()
                        .collect(Collectors.groupingBy(PickLine::pointId));
        return new Page<>(
                page.items().stream()
                        .map(point -> new Mine(
                                PublicPickupPoint.of(point, now),
                                point.isActive(),
                                open.getOrDefault(point.id(), List.of())))
                        .toList(),
                page.next());
    }

    @GET
    @Path("/{id}/pick-list")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Show the pick list of my pickup point",
            description = "What is still to be handed over, per campaign and article.")
    @APIResponse(responseCode = "200", description = "The list")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(responseCode = "404", description = "not-found: the caller does not hand over at such a point")
    public PickListView pickList(@PathParam("id") String id) {
        return new PickListView(lists.openAt(caller.store(), List.of(mine(id))));
    }

    @GET
    @Path("/{id}/pickups")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "List the places that are collected at my pickup point",
            description =
                    "Confirmed places of all campaigns or, with campaignId, of one; newest first, with the initials of"
                            + " their buyers.")
    @APIResponse(responseCode = "200", description = "A page of places")
    @APIResponse(responseCode = "400", description = "invalid-value: a filter, limit or cursor is invalid")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(
            responseCode = "404",
            description = "not-found: the caller does not hand over at such a point, or campaignId is malformed")
    public Page<PickupPlace> pickups(
            @PathParam("id") String id,
            @QueryParam("campaignId") String campaignId,
            @QueryParam("state") String state,
            @QueryParam("overdue") String overdue,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        PickupPlaces.Filter filter = new PickupPlaces.Filter(
                campaignId == null ? null : Check.id(campaignId, "campaign", CampaignId::new),
                mine(id),
                Filters.state(state),
                Filters.flag("overdue", overdue),
                false);
        return places.page(caller.store(), filter, cursor, Page.limit(limit));
    }

    @POST
    @Path("/{id}/hand-overs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Hand places over at my pickup point",
            description = "One scanned code, several places, or what a device has recorded without a network. Each item"
                    + " has its own outcome. An item with deviceEventId is decided once: sending it again gives the"
                    + " same outcome. Nothing is handed over twice.")
    @APIResponse(responseCode = "200", description = "What became of each item, in their order")
    @APIResponse(responseCode = "400", description = "invalid-value: an item names no place, or two")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(responseCode = "404", description = "not-found: the caller does not hand over at such a point")
    public HandOverResults handOver(@PathParam("id") String id, HandOverRequest body) {
        return handOvers.handOver(caller.store(), caller.name(), mine(id), body);
    }

    @POST
    @Path("/{id}/no-shows")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Record that nobody has collected places at my pickup point",
            description = "After the time of collection. Nothing is refunded; a place can still be handed over late."
                    + " Idempotent.")
    @APIResponse(responseCode = "200", description = "What became of each place, in their order")
    @APIResponse(responseCode = "400", description = "invalid-value: participationIds is missing or too long")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(responseCode = "404", description = "not-found: the caller does not hand over at such a point")
    public HandOverResults noShows(@PathParam("id") String id, NoShowRequest body) {
        return handOvers.noShows(caller.store(), mine(id), body);
    }

    private PickupPointId mine(String id) {
        var leader = leaders.requireActive(caller.store(), caller.member()).id();
        return points.requireOf(caller.store(), leader, Check.id(id, "pickup point", PickupPointId::new))
                .id();
    }
}
