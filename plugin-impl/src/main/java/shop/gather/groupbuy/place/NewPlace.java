package shop.gather.groupbuy.place;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.validation.OptionalBody;
import shop.gather.platform.validation.Text;

/**
 * A buyer's request for a place. The body may be left out.
 *
 * @param quantity the number of units, at most what the campaign's quantityPolicy allows; 1 if omitted
 * @param variantId an article of the campaign; the main one if omitted
 * @param pickupPointId the pickup point; null to choose it later
 */
@OptionalBody
public record NewPlace(
        @Schema(description = "The number of units, at most what the campaign's quantityPolicy allows; 1 if omitted")
        @Min(1)
        @Max(1_000)
        Integer quantity,

        @Schema(description = "An article of the campaign; the main one if omitted") @Text(max = 100)
        String variantId,

        @Schema(description = "The pickup point; omit it if the campaign has no pickup, or to choose it later")
        @Text(max = 100)
        String pickupPointId) {

    /** @param place null for a request without a body */
    public static Wish wish(NewPlace place) {
        return place == null
                ? Wish.ONE
                : new Wish(
                        place.quantity() == null ? 1 : place.quantity(),
                        place.variantId() == null ? null : place.variantId().strip());
    }

    /** Null if none was chosen. */
    public static String pickupPoint(NewPlace place) {
        return place == null ? null : place.pickupPointId();
    }
}
