package shop.gather.shop.connection;

import shop.gather.platform.StoreId;

/** A shop is usable again: it answers, or its settings were changed. Fired outside of a transaction. */
public record ShopReachable(StoreId store) {}
