package shop.gather.groupbuy.fulfilment.handover;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.fulfilment.list.PickupPlace;

/**
 * What became of each item, in the order of the request.
 *
 * @param handedOver how many items have the outcome handed-over
 */
@Schema(name = "HandOverResults")
public record HandOverResults(List<Result> results, int handedOver) {

    /**
     * @param outcome a stable code: handed-over, already-handed-over, not-confirmed, not-ready, cancelled, wrong-point,
     *     unknown-place or device-event-reused; of no-shows: no-show or not-overdue
     * @param participation null for an unknown place
     * @param deviceEventId as sent; null without one
     * @param repeated whether the device has sent the item before, so that this is the outcome of that time
     * @param place what is handed over; null unless the place is to be collected at this point
     */
    @Schema(name = "HandOverResult")
    public record Result(
            String outcome, ParticipationId participation, String deviceEventId, boolean repeated, PickupPlace place) {}
}
