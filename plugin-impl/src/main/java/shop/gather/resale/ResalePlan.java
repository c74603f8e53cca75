package shop.gather.resale;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CommunityMembers;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * A leader's wish to offer a campaign in her community. Immutable.
 *
 * @param markUp what she adds to the price of one unit of the main article, with tax; zero or more
 * @param further what she adds to further articles, by their variant ids; nothing if missing
 */
record ResalePlan(CampaignId original, UUID community, Money markUp, Map<String, Money> further) {

    /**
     * The terms of her campaign: those of the original for the members of her community, with her mark-ups in the prices.
     *
     * @throws ProblemException CONFLICT if leaders may not resell the campaign; INVALID_VALUE for a mark-up that is not
     *     within its bound, or for an article that the campaign does not sell
     */
    CampaignTerms terms(CampaignTerms owners, LeaderId leader) {
        requireResellable(owners);
        Set<String> unknown = new HashSet<>(further.keySet());
        owners.further().forEach(article -> unknown.remove(article.variantId()));
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid("articles must be further articles of the campaign: " + unknown + ".");
        }
        List<FurtherArticle> articles = owners.further().stream()
                .map(article -> {
                    Money added = further.getOrDefault(
                            article.variantId(),
                            Money.zero(article.price().atCheckout().getCurrencyUnit()));
                    String field = "articles." + article.variantId() + ".markUp";
                    return article.at(
                            price(article.price(), article.resale(), added, field),
                            new ResalePolicy.Resold(leader.value(), added));
                })
                .toList();
        return owners.resoldTo(
                new CommunityMembers(community),
                price(owners.price(), owners.resale(), markUp, "markUp"),
                articles,
                new ResalePolicy.Resold(leader.value(), markUp));
    }

    private static void requireResellable(CampaignTerms terms) {
        if (terms.resale().resold().isPresent()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "Another leader resells this campaign. Offer the original instead.");
        }
        if (terms.resale().bound().isEmpty()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "The owner does not let leaders resell this campaign. Ask the owner.");
        }
    }

    private static PricePolicy price(PricePolicy owners, ResalePolicy resale, Money added, String field) {
        if (!added.getCurrencyUnit().equals(owners.atCheckout().getCurrencyUnit())) {
            throw ProblemException.invalid(
                    field + " must be in " + owners.atCheckout().getCurrencyUnit() + ".");
        }
        Money most = resale.bound().orElseGet(() -> Money.zero(added.getCurrencyUnit()));
        if (added.isNegative() || added.isGreaterThan(most)) {
            throw ProblemException.invalid(field + " must be from zero to " + most + ".");
        }
        return added.isZero() ? owners : owners.plus(added).orElseThrow();
    }
}
