package shop.gather.shop.command;

import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.spi.CommandResult;

/**
 * A command to the shop reached its end. Fired as a synchronous CDI event in the transaction that records it.
 *
 * @param key under which it was issued
 * @param subject what the command was for, as its sender named it; may be null
 * @param result done, done before, or refused
 */
public record CommandEnded(
        StoreId store, String key, String kind, UUID subject, String orderId, CommandResult result) {}
