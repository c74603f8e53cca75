package shop.gather.groupbuy.terms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.platform.http.ProblemException;

/**
 * The terms that a campaign promises to its buyers. Each part is a policy: a sealed type whose permitted classes are
 * the existing kinds. A new kind is one class and one line in its sealed type. Terms are stored as JSON with the
 * campaign, and do not change once it is published. Immutable.
 *
 * @param version of the stored form; currently 1
 * @param price of the campaign's main article, or of the article for which the terms were read
 * @param further the articles beside the main one, each with its own price; at most 20
 */
public record CampaignTerms(
        int version,
        PricePolicy price,
        List<FurtherArticle> further,
        TeamPolicy team,
        QuantityPolicy quantity,
        EligibilityPolicy eligibility,
        StockPolicy stock,
        SchedulePolicy schedule,
        PaymentPolicy payment,
        FulfilmentPolicy fulfilment) {

    private static final int MOST_FURTHER = 20;

    private static final int CURRENT_VERSION = 1;

    public CampaignTerms {
        payment.checkAgainst(team);
        price.checkAgainst(team, quantity);
        stock.checkAgainst(team, quantity);
        further = List.copyOf(further);
        checkFurther(price, further, team, quantity);
    }

    private static void checkFurther(
            PricePolicy price, List<FurtherArticle> further, TeamPolicy team, QuantityPolicy quantity) {
        if (further.size() > MOST_FURTHER) {
            throw ProblemException.invalid("furtherArticles must be at most " + MOST_FURTHER + ".");
        }
        if (further.stream().map(FurtherArticle::variantId).distinct().count() < further.size()) {
            throw ProblemException.invalid("furtherArticles must be different variants.");
        }
        for (FurtherArticle article : further) {
            article.price().checkAgainst(team, quantity);
            if (!article.price()
                    .atCheckout()
                    .getCurrencyUnit()
                    .equals(price.atCheckout().getCurrencyUnit())) {
                throw ProblemException.invalid("The prices of furtherArticles must be in the store's currency.");
            }
        }
        boolean turnover = price.suitsOneArticleOnly()
                || further.stream().anyMatch(article -> article.price().suitsOneArticleOnly());
        if (turnover && !further.isEmpty()) {
            throw ProblemException.invalid(
                    "Tiers by turnover are for campaigns without furtherArticles. Use tiers by units or members.");
        }
    }

    /** Terms in the current stored form. */
    public static CampaignTerms of(
            PricePolicy price,
            TeamPolicy team,
            QuantityPolicy quantity,
            EligibilityPolicy eligibility,
            StockPolicy stock,
            SchedulePolicy schedule,
            PaymentPolicy payment,
            FulfilmentPolicy fulfilment) {
        return new CampaignTerms(
                CURRENT_VERSION, price, List.of(), team, quantity, eligibility, stock, schedule, payment, fulfilment);
    }

    /** The same terms with further articles. */
    public CampaignTerms with(List<FurtherArticle> articles) {
        return new CampaignTerms(
                version, price, articles, team, quantity, eligibility, stock, schedule, payment, fulfilment);
    }

    /**
     * The terms for one article, whose prices are then those of these terms.
     *
     * @param variantId one of the further articles; null for the main one
     */
    public CampaignTerms of(String variantId) {
        return variantId == null
                ? this
                : new CampaignTerms(
                        version,
                        article(variantId).orElseThrow().price(),
                        List.of(),
                        team,
                        quantity,
                        eligibility,
                        stock,
                        schedule,
                        payment,
                        fulfilment);
    }

    /** The further article with this id. */
    public Optional<FurtherArticle> article(String variantId) {
        return further.stream()
                .filter(article -> article.variantId().equals(variantId))
                .findFirst();
    }

    /** The unit price at the checkout, with tax. No buyer of a team that succeeds pays more in the end. */
    public Money checkoutPrice() {
        return price.atCheckout();
    }

    /** The unit price in a team that sells as much as it can: the lowest possible final price. */
    public Money lowestPrice() {
        return price.reachedWith(TeamSales.mostOf(team, quantity));
    }

    /** The unit price in a team that just reaches its minimum: the highest possible final price. */
    public Money highestPrice() {
        return priceWith(new TeamSales(0, 0));
    }

    /** The unit price if a team with these sales succeeded now. */
    public Money priceWith(TeamSales sales) {
        return price.reachedWith(sales.atLeast(team.minimum()));
    }

    /** The most units that a team can sell. */
    public int mostUnitsOfTeam() {
        return TeamSales.mostOf(team, quantity).units();
    }

    /** The lowest unit price that the buyer who opens a team can pay in the end. */
    public Money openerPrice() {
        return price.openerPays(lowestPrice());
    }

    /** Whether the price of a team is known only when it ends. */
    public boolean priceCanFall() {
        return lowestPrice().isLessThan(checkoutPrice());
    }

    /** Whether the buyer who opens a team pays less than the others. */
    public boolean isCheaperForOpener() {
        return openerPrice().isLessThan(lowestPrice());
    }

    /** How long a buyer has to pay once the shop has admitted the buyer to the price. */
    public Duration hold() {
        return payment.hold();
    }
}
