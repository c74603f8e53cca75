package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.PickupCampaigns.Terms;
import shop.gather.groupbuy.fulfilment.pickup.PickupLoads.Slot;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.fulfilment.point.PublicPickupPoint;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API that shows pickup points to everybody. */
@Singleton
@Path("/storefront/v1/pickup-points")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Pickup")
public class PickupPointStorefrontResource {

    private final PickupPoints points;
    private final PickupCampaigns campaigns;
    private final PickupLoads loads;
    private final Caller caller;
    private final Clock clock;

    @Inject
    PickupPointStorefrontResource(
            PickupPoints points, PickupCampaigns campaigns, PickupLoads loads, Caller caller, Clock clock) {
        this.points = points;
        this.campaigns = campaigns;
        this.loads = loads;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param placesLeft null without campaignId, and for a point without a limit */
    @Schema(name = "ChoosablePickupPoint")
    public record Choosable(PublicPickupPoint point, Integer placesLeft) {}

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "List pickup points",
            description = "Those that can be chosen now, newest first. With campaignId: those of the campaign, with the"
                    + " free places of each. With communityId: those for the community.")
    @APIResponse(responseCode = "200", description = "A page of points")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    @APIResponse(responseCode = "404", description = "not-found: there is no such campaign, or it has no pickup")
    public Page<Choosable> list(
            @QueryParam("campaignId") String campaignId,
            @QueryParam("communityId") String communityId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        CampaignId campaign = campaignId == null ? null : Check.id(campaignId, "campaign", CampaignId::new);
        UUID community = communityId == null ? null : Check.id(communityId, "community");
        PickupAtPoints policy = campaign == null ? null : policy(campaign);
        Page<PickupPoint> page = points.active(caller.store(), policy, community, cursor, Page.limit(limit));
        Instant now = clock.instant();
        Map<PickupPointId, Integer> left = policy == null ? Map.of() : left(campaign, policy, page.items(), now);
        return new Page<>(
                page.items().stream()
                        .map(point -> new Choosable(PublicPickupPoint.of(point, now), left.get(point.id())))
                        .toList(),
                page.next());
    }

    private PickupAtPoints policy(CampaignId campaign) {
        return campaigns
                .find(caller.store(), campaign)
                .filter(Terms::published)
                .flatMap(Terms::pickup)
                .orElseThrow(() -> ProblemException.notFound("campaign with pickup"));
    }

    private Map<PickupPointId, Integer> left(
            CampaignId campaign, PickupAtPoints policy, List<PickupPoint> shown, Instant now) {
        List<Slot> slots = shown.stream()
                .map(point -> new Slot(
                        point.id(),
                        campaign,
                        policy.beginsFor(now).atZone(point.zone()).toLocalDate().toString()))
                .toList();
        return loads.left(
                caller.store(), slots, shown.stream().collect(Collectors.toMap(PickupPoint::id, Function.identity())));
    }
}
