package shop.gather.groupbuy.fulfilment.list;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;

/**
 * One place of a pick list.
 *
 * @param pointId null until the buyer has chosen a point
 * @param buyer initials; null for an erased buyer
 * @param readyFrom null before the team has succeeded
 * @param handedBy who has handed it over: a key of the owner or a member; null before
 */
@Schema(name = "PickupPlace")
public record PickupPlace(
        ParticipationId participation,
        PickupPointId pointId,
        Pickup.State state,
        String buyer,
        String variantId,
        String title,
        int units,
        Instant readyFrom,
        Instant readyUntil,
        Instant handedAt,
        String handedBy) {}
