package shop.gather.shop.connection;

import shop.gather.platform.StoreId;

/**
 * A store was connected or reconnected; its shop may have a new address. Fired in that transaction, before it commits.
 */
public record StoreConnected(StoreId store) {}
