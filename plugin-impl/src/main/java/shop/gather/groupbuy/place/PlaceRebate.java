package shop.gather.groupbuy.place;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.Amount;

/**
 * A buyer's rebate, by the order as last read: the difference between what the checkout charged (the shop's ordinary
 * price, or the highest group price) and the final price.
 *
 * @param amount in total, once the team has succeeded; zero for an order at or below the final price
 * @param open the part that is not paid back yet
 */
@Schema(description = "The buyer's rebate once the team has succeeded")
public record PlaceRebate(
        Amount amount,

        @Schema(description = "The part that is not paid back yet")
        Amount open) {

    /** Null for a place without a rebate, and before its order was read. */
    public static PlaceRebate of(Participation place, String currency) {
        return place.rebate() == null
                ? null
                : new PlaceRebate(
                        Amount.ofMinor(place.rebate(), currency), Amount.ofMinor(place.rebateOpen(), currency));
    }
}
