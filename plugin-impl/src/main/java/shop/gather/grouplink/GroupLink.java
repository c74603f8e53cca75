package shop.gather.grouplink;

import java.time.Instant;
import java.util.UUID;

/**
 * A leader's short link into the shop. Where it leads is asked of the shop when it is made, never of a visitor. It can be killed and revived; a dead one, or one of
 * a suspended leader, leads to the shop's front page and is no evidence for anybody.
 *
 * @param variantId what it shows; null for the shop's front page
 * @param target where it leads while it lives
 * @param clicks how often it was followed, some seconds behind
 */
record GroupLink(
        UUID id,
        String code,
        UUID leaderId,
        String variantId,
        String target,
        boolean live,
        long clicks,
        long version,
        Instant createdAt) {}
