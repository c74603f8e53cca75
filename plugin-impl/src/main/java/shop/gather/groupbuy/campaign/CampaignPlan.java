package shop.gather.groupbuy.campaign;

import java.util.List;
import java.util.Map;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.http.ProblemException;

/**
 * An owner's plan for a campaign: an article of the shop, and the terms on which it is sold to teams.
 *
 * @param further the terms of further articles, by their variant ids
 */
record CampaignPlan(
        String name, String variantId, CampaignTerms terms, Map<String, ArticlePlan> further, Visibility visibility) {

    /** @throws ProblemException INVALID_VALUE if the visibility does not go with the terms */
    CampaignPlan {
        visibility.requireFor(terms);
    }

    /** A plan for a public campaign. */
    CampaignPlan(String name, String variantId, CampaignTerms terms) {
        this(name, variantId, terms, Map.of(), Visibility.PUBLIC);
    }

    /** The plan with its further articles as the shop sells them. */
    CampaignPlan with(List<FurtherArticle> articles) {
        return new CampaignPlan(name, variantId, terms.with(articles), further, visibility);
    }
}
