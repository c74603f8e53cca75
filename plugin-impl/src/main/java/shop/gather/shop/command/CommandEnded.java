package shop.gather.shop.command;

import shop.gather.platform.StoreId;
import shop.gather.spi.CommandResult;

/**
 * A command to the shop reached its end. Fired as a synchronous CDI event in the transaction that records it.
 *
 * @param key under which it was issued
 * @param orderId of the order it was about; null for none
 * @param result done, done before, or refused
 */
public record CommandEnded(StoreId store, CommandKey key, String orderId, CommandResult result) {}
