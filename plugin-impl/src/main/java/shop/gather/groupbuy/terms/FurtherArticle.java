package shop.gather.groupbuy.terms;

import org.joda.money.Money;

/**
 * An article that a campaign sells beside its main one, at its own price. Immutable.
 *
 * @param variantId the shop's id
 * @param title the article's name in the shop when the draft was saved
 * @param productId the shop's id of the variant's product; null if the shop tells none
 * @param productUrl the address of the article's page in the shop
 * @param listPrice the shop's price of one unit when the draft was saved, with tax
 * @param price the price of one unit in a team
 * @param delivery whether buyers pay for what was delivered
 * @param cases whether it is ordered from the supplier in full cases only
 */
public record FurtherArticle(
        String variantId,
        String title,
        String productId,
        String productUrl,
        Money listPrice,
        PricePolicy price,
        DeliveryPolicy delivery,
        CasePolicy cases) {

    /** An article that is paid as ordered, and sold in single units. */
    public FurtherArticle(
            String variantId, String title, String productId, String productUrl, Money listPrice, PricePolicy price) {
        this(
                variantId,
                title,
                productId,
                productUrl,
                listPrice,
                price,
                new DeliveryPolicy.AsOrdered(),
                new CasePolicy.SingleUnits());
    }
}
