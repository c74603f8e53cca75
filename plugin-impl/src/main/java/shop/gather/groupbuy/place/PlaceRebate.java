package shop.gather.groupbuy.place;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.Amount;

/**
 * What a buyer who paid the shop's ordinary price gets back, by the order as last read.
 *
 * @param amount in all, once the team has succeeded; zero for an order that was not dearer than the group price
 * @param open what of it is still to come
 */
@Schema(description = "What a buyer who paid the shop's ordinary price gets back once the team has succeeded")
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
