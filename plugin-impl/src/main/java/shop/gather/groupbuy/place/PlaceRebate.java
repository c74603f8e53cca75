package shop.gather.groupbuy.place;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.Amount;

/**
 * What a buyer gets back of the price, by the order as last read: of the shop's ordinary price, or of the first of
 * several group prices.
 *
 * @param amount in all, once the team has succeeded; zero for an order that was not dearer than what it costs in the
 *     end
 * @param open what of it is still to come
 */
@Schema(description = "What a buyer gets back of the price once the team has succeeded")
public record PlaceRebate(
        Amount amount,
        @Schema(description = "What of it is still to come") Amount open) {

    /** Null for a place without a rebate, and before its order was read. */
    public static PlaceRebate of(Participation place, String currency) {
        return place.rebate() == null
                ? null
                : new PlaceRebate(
                        Amount.ofMinor(place.rebate(), currency), Amount.ofMinor(place.rebateOpen(), currency));
    }
}
