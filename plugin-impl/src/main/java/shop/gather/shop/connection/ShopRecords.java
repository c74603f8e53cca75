package shop.gather.shop.connection;

import shop.gather.platform.StoreId;

/** Implemented by a feature that stores ids of the connected shop's customers, orders or offers. Thread-safe. */
public interface ShopRecords {

    /**
     * Whether the feature has stored such ids for this store. If so, the store must not be connected to another shop.
     */
    boolean any(StoreId store);
}
