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
        FulfilmentPolicy fulfilment,
        LatePolicy late,
        OutcomePolicy outcome,
        DeliveryPolicy delivery,
        CasePolicy cases,
        ResalePolicy resale) {

    private static final int CURRENT_VERSION = 1;

    public CampaignTerms {
        further = List.copyOf(further);
        payment.checkAgainst(team);
        if (payment instanceof ReserveThenPay presale) {
            presale.checkAgainst(team, quantity, schedule, further);
        }
        fulfilment.checkAgainst(schedule);
        team.checkAgainst(schedule, quantity);
        if (quantity.onePlacePerArticle() && !team.oneForCampaign()) {
            throw ProblemException.invalid(
                    "quantityPolicy basket needs teamPolicy group-order: else one buyer could fill a team alone.");
        }
        outcome.checkAgainst(team, quantity, stock);
        ArticleChecks.requireDifferent(further);
        cases.checkAgainst(team, quantity, outcome, payment, schedule, fulfilment);
        resale.checkAgainst(price, team, eligibility, stock, payment, outcome);
        ArticleChecks.check(price, team, quantity, late, outcome);
        for (FurtherArticle article : further) {
            ArticleChecks.check(article.price(), team, quantity, late, outcome);
            ArticleChecks.requireTogether(price, article.price());
            article.cases().checkAgainst(team, quantity, outcome, payment, schedule, fulfilment);
            article.resale().checkAgainst(article.price(), team, eligibility, stock, payment, outcome);
            article.resale().checkBeside(resale);
        }
    }

    /** Terms in the current stored form; late payments are refunded, and all paid places get the article. */
    public static CampaignTerms of(
            PricePolicy price,
            TeamPolicy team,
            QuantityPolicy quantity,
            EligibilityPolicy eligibility,
            StockPolicy stock,
            SchedulePolicy schedule,
            PaymentPolicy payment,
            FulfilmentPolicy fulfilment) {
        return of(
                price,
                team,
                quantity,
                eligibility,
                stock,
                schedule,
                payment,
                fulfilment,
                new LatePolicy.Refund(),
                new OutcomePolicy.AllPlaces());
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
            FulfilmentPolicy fulfilment,
            LatePolicy late,
            OutcomePolicy outcome) {
        return new CampaignTerms(
                CURRENT_VERSION,
                price,
                List.of(),
                team,
                quantity,
                eligibility,
                stock,
                schedule,
                payment,
                fulfilment,
                late,
                outcome,
                new DeliveryPolicy.AsOrdered(),
                new CasePolicy.SingleUnits(),
                new ResalePolicy.NotResold());
    }

    private CampaignTerms with(
            PricePolicy main,
            List<FurtherArticle> articles,
            LatePolicy latePolicy,
            OutcomePolicy outcomePolicy,
            DeliveryPolicy deliveryPolicy,
            CasePolicy casePolicy,
            ResalePolicy resalePolicy) {
        return new CampaignTerms(
                version,
                main,
                articles,
                team,
                quantity,
                eligibility,
                stock,
                schedule,
                payment,
                fulfilment,
                latePolicy,
                outcomePolicy,
                deliveryPolicy,
                casePolicy,
                resalePolicy);
    }

    /** The same terms at another time. */
    public CampaignTerms at(SchedulePolicy otherSchedule, FulfilmentPolicy otherFulfilment) {
        return new CampaignTerms(
                version,
                price,
                further,
                team,
                quantity,
                eligibility,
                stock,
                otherSchedule,
                payment,
                otherFulfilment,
                late,
                outcome,
                delivery,
                cases,
                resale);
    }

    /** The same terms with further articles. */
    public CampaignTerms with(List<FurtherArticle> articles) {
        return with(price, articles, late, outcome, delivery, cases, resale);
    }

    /** The same terms with another policy for late payments. */
    public CampaignTerms with(LatePolicy policy) {
        return with(price, further, policy, outcome, delivery, cases, resale);
    }

    /** The same terms with another outcome of teams. */
    public CampaignTerms with(OutcomePolicy policy) {
        return with(price, further, late, policy, delivery, cases, resale);
    }

    /** The same terms with another policy of what buyers pay for. */
    public CampaignTerms with(DeliveryPolicy policy) {
        return with(price, further, late, outcome, policy, cases, resale);
    }

    /** The same terms, with the main article in other cases. */
    public CampaignTerms with(CasePolicy policy) {
        return with(price, further, late, outcome, delivery, policy, resale);
    }

    /** The same terms, with another policy for reselling the main article. */
    public CampaignTerms with(ResalePolicy policy) {
        return with(price, further, late, outcome, delivery, cases, policy);
    }

    /** The terms of a campaign that a leader resells in her community. */
    public CampaignTerms resoldTo(
            CommunityMembers community, PricePolicy main, List<FurtherArticle> articles, ResalePolicy by) {
        return new CampaignTerms(
                version,
                main,
                articles,
                team,
                quantity,
                community,
                stock,
                schedule,
                payment,
                fulfilment,
                late,
                outcome,
                delivery,
                cases,
                by);
    }

    /**
     * The terms for one article, whose prices are then those of these terms.
     *
     * @param variantId one of the further articles; null for the main one
     */
    public CampaignTerms of(String variantId) {
        if (variantId == null) {
            return this;
        }
        FurtherArticle article = article(variantId).orElseThrow();
        return with(article.price(), List.of(), late, outcome, article.delivery(), article.cases(), article.resale());
    }

    /** The further article with this id. */
    public Optional<FurtherArticle> article(String variantId) {
        return further.stream()
                .filter(article -> article.variantId().equals(variantId))
                .findFirst();
    }

    /**
     * The cases in which an article is ordered; empty if it is ordered in single units.
     *
     * @param variantId one of the further articles; null for the main one
     */
    public Optional<CasePolicy.FullCases> casesOf(String variantId) {
        return (variantId == null ? cases : article(variantId).orElseThrow().cases()).cases();
    }

    /** Whether an article is ordered in full cases only. */
    public boolean hasCases() {
        return cases.cases().isPresent()
                || further.stream().anyMatch(article -> article.cases().cases().isPresent());
    }

    /** The number of paid places of a team that get the article, by a draw; null if all do. */
    public Integer winners() {
        return outcome.drawn().isPresent() ? outcome.drawn().getAsInt() : null;
    }

    /** The most places of a team that get the article. */
    public int mostWinners() {
        return outcome.drawn().orElse(team.size());
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
        return price.reachedWith(sales.atLeast(TeamSales.leastOf(team)));
    }

    /** The most units that a team can sell. */
    public int mostUnitsOfTeam() {
        int units = Math.multiplyExact(mostWinners(), quantity.mostPerPlace());
        return Math.min(units, team.mostUnits().orElse(units));
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
