package shop.gather.shop.connection;

import java.util.Set;
import shop.gather.platform.StoreId;

/**
 * A shop has another address and calls itself another one, with the customers and orders of before. Fired in the
 * transaction that connects it, before anything of the connection is locked: orders are locked before connections.
 *
 * @param untold orders that have changed since the last poll
 */
public record ShopMoved(StoreId store, Set<String> untold) {}
