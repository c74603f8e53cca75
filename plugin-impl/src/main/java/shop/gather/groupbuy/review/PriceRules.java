package shop.gather.groupbuy.review;

import java.util.Optional;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.ProblemCode;
import shop.gather.spi.VariantSnapshot;

/** Rules about the prices of a campaign and of the shop. */
public final class PriceRules {

    private PriceRules() {}

    static Optional<Finding> sellsTheArticle(PublishingFacts facts) {
        return facts.article().isPresent()
                ? Optional.empty()
                : Optional.of(Finding.blocks(
                        "ARTICLE_MISSING",
                        ProblemCode.CONFLICT,
                        "The shop no longer has the article.",
                        "Choose another variantId, or restore the article in the shop."));
    }

    static Optional<Finding> keepsTheCurrency(PublishingFacts facts) {
        return facts.article()
                .map(VariantSnapshot::price)
                .filter(price -> facts.priceNow().isEmpty())
                .map(price -> Finding.blocks(
                        "CURRENCY_CHANGED",
                        ProblemCode.CONFLICT,
                        "The shop sells the article in " + price.getCurrencyUnit() + ", but the draft has prices in "
                                + facts.terms().checkoutPrice().getCurrencyUnit() + ".",
                        "Set prices in the shop's currency."));
    }

    static Optional<Finding> isBelowTheShop(PublishingFacts facts) {
        return facts.priceNow().flatMap(price -> isBelowTheShop(facts.terms(), price));
    }

    /**
     * Whether the price at the checkout is lower than the shop's own price. Also checked when a draft is saved.
     *
     * @param price the shop's price of one unit, with tax, in the currency of the terms
     */
    public static Optional<Finding> isBelowTheShop(CampaignTerms terms, Money price) {
        return terms.checkoutPrice().isLessThan(price)
                ? Optional.empty()
                : Optional.of(Finding.blocks(
                        "PRICE_NOT_BELOW_SHOP",
                        ProblemCode.CONFLICT,
                        "groupPrice, " + terms.checkoutPrice() + ", must be lower than the shop's price, " + price
                                + ".",
                        "Lower groupPrice, or the first tier's price in pricePolicy."));
    }

    static Optional<Finding> isNotBelowTheFloor(PublishingFacts facts) {
        Money lowest = facts.terms().openerPrice();
        return facts.floor()
                .filter(lowest::isLessThan)
                .map(floor -> Finding.blocks(
                        "PRICE_BELOW_FLOOR",
                        ProblemCode.CONFLICT,
                        "A buyer can pay as little as " + lowest + " for a unit, less than your floorPrice, " + floor
                                + ".",
                        "Raise groupPrice, or the lowest price in pricePolicy."));
    }

    static Optional<Finding> countsHelpsByAccount(PublishingFacts facts) {
        CampaignTerms terms = facts.terms();
        return terms.price().steps().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warns(
                        "HELP_BY_ACCOUNT",
                        "A person counts by the account in your shop: whoever has several accounts can help several"
                                + " times. With " + terms.price().steps().size() + " helps a buyer pays "
                                + terms.lowestPrice() + ".",
                        "Calculate as if every buyer paid that. Verify e-mail addresses of new accounts in the shop."));
    }

    static Optional<Finding> keepsTheListPrice(PublishingFacts facts) {
        return facts.priceNow()
                .filter(price -> !price.equals(facts.listPrice()))
                .map(price -> Finding.warns(
                        "LIST_PRICE_CHANGED",
                        "The shop's price is now " + price
                                + ", but buyers will see the price that the draft has recorded, " + facts.listPrice()
                                + ".",
                        "Save the draft again to record the new price."));
    }

    /** In the European Union a saving is stated against the lowest price of 30 days (Directive 98/6/EC, Article 6a). */
    static Optional<Finding> comparesWithTheLowestPrice(PublishingFacts facts) {
        return facts.lowestBefore()
                .filter(facts.listPrice()::isGreaterThan)
                .map(lowest -> Finding.warns(
                        "LIST_PRICE_ABOVE_LOWEST",
                        "The shop has sold the article for " + lowest
                                + " in the 30 days before the campaign, less than " + facts.listPrice()
                                + ", with which buyers see the group price compared.",
                        "In the European Union, show buyers the saving of the campaign's prices instead."));
    }
}
