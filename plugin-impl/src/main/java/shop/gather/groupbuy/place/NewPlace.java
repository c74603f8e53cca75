package shop.gather.groupbuy.place;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.validation.OptionalBody;

/**
 * A buyer's request for a place. The body may be left out.
 *
 * @param quantity the number of units, at most what the campaign's quantityPolicy allows; 1 if omitted
 */
@OptionalBody
public record NewPlace(
        @Schema(description = "The number of units, at most what the campaign's quantityPolicy allows; 1 if omitted")
        @Min(1)
        @Max(1_000)
        Integer quantity) {

    /** @param place null for a request without a body */
    public static int quantity(NewPlace place) {
        return place == null || place.quantity() == null ? 1 : place.quantity();
    }
}
