package shop.gather.recruitment;

import java.net.URI;
import shop.gather.platform.StoreId;

/**
 * A member became a leader. Fired in that transaction, so that the community and the first link are there when it
 * commits.
 *
 * @param home the shop's front page, asked for before the transaction began
 */
public record LeaderAppointed(StoreId store, Leader leader, URI home) {}
