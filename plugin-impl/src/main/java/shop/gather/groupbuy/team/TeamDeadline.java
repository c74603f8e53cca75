package shop.gather.groupbuy.team;

import java.time.Instant;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;

/**
 * Until when a team accepts buyers. Immutable.
 *
 * @param over whether it has already succeeded or failed
 */
public record TeamDeadline(TeamId id, CampaignId campaign, Instant deadline, boolean over) {}
