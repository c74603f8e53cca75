package shop.gather.shop.command;

import shop.gather.platform.StoreId;
import shop.gather.spi.CommandResult;

/**
 * A command to the shop has ended. Fired as a synchronous CDI event in the transaction that records the end.
 *
 * @param key the key under which it was issued
 * @param orderId the id of its order; null if it has none
 * @param result done, already done, or refused
 */
public record CommandEnded(StoreId store, CommandKey key, String orderId, CommandResult result) {}
