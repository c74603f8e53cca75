package shop.gather.groupbuy.fulfilment.delivery;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of each item, in the order of the request.
 *
 * @param recorded how many items have the outcome recorded
 */
@Schema(name = "DeliveryResults")
public record DeliveryResults(List<Result> results, int recorded) {

    /**
     * @param participationId as sent
     * @param outcome a stable code: recorded, unchanged, recorded-before, not-measured, not-confirmed,
     *     refund-under-way, too-much, too-little or unknown-place
     * @param detail what to do; null if nothing is to be done
     */
    @Schema(name = "DeliveryResult")
    public record Result(String participationId, String outcome, String detail) {}
}
