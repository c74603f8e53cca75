package shop.gather.shop.connection;

import java.util.Set;
import shop.gather.platform.StoreId;

/**
 * A shop has moved: it identifies itself as another shop, but has the same customers and orders. Fired in the
 * transaction that connects it, before the connection is locked: orders are locked before connections.
 *
 * @param untold the orders that changed since the last poll
 */
public record ShopMoved(StoreId store, Set<String> untold) {}
