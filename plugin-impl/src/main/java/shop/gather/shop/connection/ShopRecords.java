package shop.gather.shop.connection;

import shop.gather.platform.StoreId;

/** What a feature keeps under ids of the connected shop: of its customers, orders or offers. Thread-safe. */
public interface ShopRecords {

    /** Whether the feature keeps any for this store. The store must not be connected to another shop then. */
    boolean any(StoreId store);
}
