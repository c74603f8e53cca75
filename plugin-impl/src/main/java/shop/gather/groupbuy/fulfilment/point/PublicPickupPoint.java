package shop.gather.groupbuy.fulfilment.point;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.point.OpeningHours.Opening;

/**
 * A pickup point as buyers see it.
 *
 * @param latitude WGS84; null where unknown
 * @param communityId null for everybody
 * @param nextOpening the opening that runs now, or the next one within 60 days; null if there is none
 */
@Schema(name = "PublicPickupPoint")
public record PublicPickupPoint(
        PickupPointId id,
        String name,
        List<String> addressLines,
        String zone,
        OpeningHours hours,
        Opening nextOpening,
        Double latitude,
        Double longitude,
        UUID communityId) {

    public static PublicPickupPoint of(PickupPoint point, Instant now) {
        OpeningHours hours = point.hours();
        return new PublicPickupPoint(
                point.id(),
                point.name(),
                point.addressLines(),
                point.zone().getId(),
                hours,
                hours.next(now, point.zone()).orElse(null),
                point.latitude(),
                point.longitude(),
                point.community());
    }
}
