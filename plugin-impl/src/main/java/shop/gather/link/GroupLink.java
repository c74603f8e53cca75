package shop.gather.link;

import java.time.Instant;
import java.util.UUID;

/**
 * A leader's short link into the shop. The shop is asked where it leads when it is made; a visitor cannot choose. It
 * can be disabled and enabled. A disabled link, or one of a suspended leader, leads to the shop's front page and is no
 * evidence for orders that are placed meanwhile.
 *
 * @param variantId what it shows; null for the shop's front page
 * @param target where it leads while it is enabled
 * @param live whether it is enabled
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
