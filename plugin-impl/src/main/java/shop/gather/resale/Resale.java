package shop.gather.resale;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.LeaderId;

/**
 * A leader's offer of a campaign in a community that she leads. Gather makes a campaign of its own for it, a copy with her
 * mark-up, and publishes it. It is active until that campaign is closed: by her, by the owner, with the original, at the
 * original's end, or when she is suspended. Then the same campaign can be offered again. An instance holds its row as it
 * was read.
 *
 * @param campaign the copy, whose id is also that of the resale
 * @param ending why it is closed or is being closed; null while it is offered
 * @param refusal what kept it from being published; null for nothing
 * @param earned the mark-ups posted so far, without tax and without what was reversed
 */
record Resale(
        CampaignId campaign,
        CampaignId original,
        LeaderId leader,
        UUID community,
        boolean active,
        Ending ending,
        String refusal,
        Money earned,
        Instant createdAt) {

    /** Why a resale is closed. */
    enum Ending {
        /** By the owner, or at the end of the campaign. */
        CLOSED,
        BY_LEADER,
        ORIGINAL_CLOSED,
        LEADER_SUSPENDED,
        /** A rule of publishing does not permit it. */
        NOT_PUBLISHED
    }
}
