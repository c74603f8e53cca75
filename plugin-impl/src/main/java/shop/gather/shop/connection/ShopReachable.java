package shop.gather.shop.connection;

import shop.gather.platform.StoreId;

/** A shop can be worked with again: it answers, or its settings are new. Fired outside of a transaction. */
public record ShopReachable(StoreId store) {}
