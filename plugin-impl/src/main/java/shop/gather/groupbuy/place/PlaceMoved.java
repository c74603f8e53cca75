package shop.gather.groupbuy.place;

import shop.gather.platform.StoreId;

/**
 * A place has moved to another state, or a confirmed place was paid again; observed in the transaction in which it
 * moves. The row of the place is locked.
 *
 * @param place as it was before
 * @param to its state now
 */
public record PlaceMoved(StoreId store, Participation place, Participation.State to) {}
