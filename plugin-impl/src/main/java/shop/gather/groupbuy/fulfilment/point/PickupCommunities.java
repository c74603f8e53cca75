package shop.gather.groupbuy.fulfilment.point;

import java.util.UUID;
import shop.gather.platform.StoreId;

/** What pickup points need to know of communities, which are a feature above them and implement it. */
public interface PickupCommunities {

    /** Whether the store has a community with this id. */
    boolean exists(StoreId store, UUID community);
}
