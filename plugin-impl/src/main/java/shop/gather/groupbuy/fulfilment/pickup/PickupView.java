package shop.gather.groupbuy.fulfilment.pickup;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.fulfilment.point.PublicPickupPoint;

/**
 * How a place is collected.
 *
 * @param point null until one is chosen
 * @param readyFrom when it can be collected; null before the team has succeeded, unless the campaign fixes it
 * @param code to show at the point; null before the team has succeeded, while the payment is declined, and afterwards;
 *     always null for the owner
 * @param handedAt null until it is handed over
 */
@Schema(name = "Pickup")
public record PickupView(
        ParticipationId participation,
        Pickup.State state,
        PublicPickupPoint point,
        Instant readyFrom,
        Instant readyUntil,
        String code,
        Instant handedAt) {}
