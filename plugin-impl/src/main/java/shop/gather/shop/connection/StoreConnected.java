package shop.gather.shop.connection;

import shop.gather.platform.StoreId;

/**
 * A store was connected, or connected again: its shop may have another address. Fired in that transaction, before it
 * commits.
 */
public record StoreConnected(StoreId store) {}
