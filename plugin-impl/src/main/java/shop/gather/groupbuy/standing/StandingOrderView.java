package shop.gather.groupbuy.standing;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member's standing order.
 *
 * @param series the campaign with which the series began
 * @param pickupPointId null if it is chosen in each cycle
 * @param paused whether it is paused
 * @param pausedUntil it takes part in cycles that open from then on; null if it is not paused
 */
public record StandingOrderView(
        @Schema(description = "The campaign with which the series began")
        String series,

        List<LineView> lines,
        String pickupPointId,
        boolean paused,
        Instant pausedUntil,
        Instant createdAt) {

    /** Units of an article. */
    public record LineView(String variantId, int quantity) {}

    static StandingOrderView of(StandingOrder order, Instant now) {
        boolean paused = order.pausedUntil() != null && order.pausedUntil().isAfter(now);
        return new StandingOrderView(
                order.series().toString(),
                order.lines().stream()
                        .map(line -> new LineView(line.variantId(), line.quantity()))
                        .toList(),
                order.pickupPoint(),
                paused,
                paused ? order.pausedUntil() : null,
                order.createdAt());
    }
}
