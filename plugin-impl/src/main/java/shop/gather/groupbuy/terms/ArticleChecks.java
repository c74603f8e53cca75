package shop.gather.groupbuy.terms;

import java.util.List;
import shop.gather.platform.http.ProblemException;

/** Checks whether the articles of a campaign suit its other terms, and one another. */
final class ArticleChecks {

    private static final int MOST_FURTHER = 20;

    private ArticleChecks() {}

    /** @throws ProblemException INVALID_VALUE if the price of an article cannot be combined with these policies */
    static void check(
            PricePolicy price, TeamPolicy team, QuantityPolicy quantity, LatePolicy late, OutcomePolicy outcome) {
        price.checkAgainst(team, quantity);
        // Only this team has one place.
        if (price.steps().isEmpty() == (team.size() == 1)) {
            throw ProblemException.invalid(
                    "pricePolicy helped and teamPolicy alone are only for each other: use both.");
        }
        late.checkAgainst(price, team, quantity);
        outcome.checkAgainst(price, team, quantity);
    }

    /** @throws ProblemException INVALID_VALUE if there are too many, or two of them are the same variant */
    static void requireDifferent(List<FurtherArticle> further) {
        if (further.size() > MOST_FURTHER) {
            throw ProblemException.invalid("furtherArticles must be at most " + MOST_FURTHER + ".");
        }
        if (further.stream().map(FurtherArticle::variantId).distinct().count() < further.size()) {
            throw ProblemException.invalid("furtherArticles must be different variants.");
        }
    }

    /** @throws ProblemException INVALID_VALUE if articles with these prices cannot be sold to the same teams */
    static void requireTogether(PricePolicy main, PricePolicy other) {
        if (!other.atCheckout().getCurrencyUnit().equals(main.atCheckout().getCurrencyUnit())) {
            throw ProblemException.invalid("The prices of furtherArticles must be in the store's currency.");
        }
        if (main.suitsOneArticleOnly() || other.suitsOneArticleOnly()) {
            throw ProblemException.invalid(
                    "Tiers by turnover are for campaigns without furtherArticles, and so is pricePolicy helped. Use tiers"
                            + " by units or members.");
        }
    }
}
