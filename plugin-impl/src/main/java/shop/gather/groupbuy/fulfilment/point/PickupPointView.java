package shop.gather.groupbuy.fulfilment.point;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.platform.LeaderId;

/**
 * The owner's view of a pickup point.
 *
 * @param latitude WGS84; null where unknown
 * @param capacity the most places; null for no limit
 * @param leaderId the leader who hands over there; null if only the owner does
 * @param communityId null for everybody
 */
@Schema(name = "PickupPoint")
public record PickupPointView(
        PickupPointId id,
        String name,
        List<String> addressLines,
        String zone,
        OpeningHours hours,
        Double latitude,
        Double longitude,
        Integer capacity,
        CapacityPer capacityPer,
        LeaderId leaderId,
        UUID communityId,
        boolean active,
        Instant createdAt,
        long version) {

    static PickupPointView of(PickupPoint point) {
        return new PickupPointView(
                point.id(),
                point.name(),
                point.addressLines(),
                point.zone().getId(),
                point.hours(),
                point.latitude(),
                point.longitude(),
                point.capacity().isPresent() ? (Integer) point.capacity().getAsInt() : null,
                point.capacityPer(),
                point.leader().orElse(null),
                point.community(),
                point.isActive(),
                point.createdAt(),
                point.version());
    }
}
