package shop.gather.groupbuy.fulfilment.list;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;

/**
 * One article of a campaign at one point.
 *
 * @param pointId null for places whose buyers have not chosen a point
 * @param units of all places, also of those that were handed over
 * @param handedOver how many of the places were handed over
 */
@Schema(name = "PickLine")
public record PickLine(
        CampaignId campaign,
        String campaignName,
        PickupPointId pointId,
        String pointName,
        String variantId,
        String title,
        int units,
        int places,
        int handedOver) {}
