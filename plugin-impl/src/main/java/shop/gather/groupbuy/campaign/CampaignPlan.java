package shop.gather.groupbuy.campaign;

import shop.gather.groupbuy.terms.CampaignTerms;

/** An owner's plan for a campaign: an article of the shop, and the terms on which it is sold to teams. */
record CampaignPlan(String name, String variantId, CampaignTerms terms, Visibility visibility) {

    /** A plan for a public campaign. */
    CampaignPlan(String name, String variantId, CampaignTerms terms) {
        this(name, variantId, terms, Visibility.PUBLIC);
    }
}
