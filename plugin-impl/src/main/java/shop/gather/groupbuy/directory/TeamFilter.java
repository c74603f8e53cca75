package shop.gather.groupbuy.directory;

import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.DirectoryFilter;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * The teams that a buyer wants to see.
 *
 * @param campaign null for those of several campaigns
 * @param of those of which campaigns, where campaign is null
 * @param nearlyFull only teams with one or two free places
 */
record TeamFilter(CampaignId campaign, DirectoryFilter of, boolean nearlyFull) {

    static final TeamFilter ALL = new TeamFilter(new DirectoryFilter.All(), false);

    TeamFilter(DirectoryFilter of, boolean nearlyFull) {
        this(null, of, nearlyFull);
    }

    TeamFilter(CampaignId campaign, boolean nearlyFull) {
        this(campaign, new DirectoryFilter.All(), nearlyFull);
    }

    /**
     * The filter of a request; null means that a parameter was not sent.
     *
     * @throws ProblemException INVALID_VALUE, or NOT_FOUND for a campaign id that is none
     */
    static TeamFilter of(String campaignId, DirectoryFilter of, String nearlyFull) {
        if (campaignId != null && !(of instanceof DirectoryFilter.All)) {
            throw ProblemException.invalid(DirectoryFilter.ONE_ONLY);
        }
        if (nearlyFull != null && !nearlyFull.equals("true") && !nearlyFull.equals("false")) {
            throw ProblemException.invalid("nearlyFull must be true or false.");
        }
        return new TeamFilter(
                campaignId == null ? null : Check.id(campaignId, "campaign", CampaignId::new),
                of,
                "true".equals(nearlyFull));
    }
}
