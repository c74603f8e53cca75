package shop.gather.groupbuy.directory;

import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * The teams that a buyer wants to see.
 *
 * @param campaign null for those of all campaigns
 * @param variantId only teams on this article; null for all articles
 * @param nearlyFull only teams with one or two free places
 */
record TeamFilter(CampaignId campaign, String variantId, boolean nearlyFull) {

    static final TeamFilter ALL = new TeamFilter(null, null, false);

    /**
     * The filter of a request; null means that a parameter was not sent.
     *
     * @throws ProblemException INVALID_VALUE, or NOT_FOUND for a campaign id that is none
     */
    static TeamFilter of(String campaignId, String variantId, String nearlyFull) {
        if (campaignId != null && variantId != null) {
            throw ProblemException.invalid("Send either campaignId or variantId.");
        }
        if (nearlyFull != null && !nearlyFull.equals("true") && !nearlyFull.equals("false")) {
            throw ProblemException.invalid("nearlyFull must be true or false.");
        }
        return new TeamFilter(
                campaignId == null ? null : Check.id(campaignId, "campaign", CampaignId::new),
                variantId == null ? null : Check.text(variantId, "variantId", 100),
                "true".equals(nearlyFull));
    }
}
