package shop.gather.recruitment;

import java.net.URI;
import shop.gather.platform.StoreId;

/**
 * A member became a leader. Fired in the same transaction, so that the community and the first link exist when it
 * commits.
 *
 * @param home the shop's front page, read before the transaction began
 */
public record LeaderAppointed(StoreId store, Leader leader, URI home) {}
