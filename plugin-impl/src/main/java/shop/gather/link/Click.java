package shop.gather.link;

import java.time.Instant;
import java.util.UUID;
import shop.gather.platform.StoreId;

/**
 * Somebody followed a group link, as the signed click token tells.
 *
 * @param id tells two clicks apart
 * @param clickedAt to the second
 * @param consent whether the link said that the visitor agreed to be followed beyond the shop's visit
 */
public record Click(StoreId store, UUID link, UUID leader, String id, Instant clickedAt, boolean consent) {}
