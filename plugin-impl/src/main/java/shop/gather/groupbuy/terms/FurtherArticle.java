package shop.gather.groupbuy.terms;

import org.joda.money.Money;
import shop.gather.spi.VariantSnapshot;

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
 * @param resale whether leaders may resell it
 */
public record FurtherArticle(
        String variantId,
        String title,
        String productId,
        String productUrl,
        Money listPrice,
        PricePolicy price,
        DeliveryPolicy delivery,
        CasePolicy cases,
        ResalePolicy resale) {

    /** An article that is paid as ordered, sold in single units, and not resold. */
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

    /** An article that is not resold. */
    public FurtherArticle(
            String variantId,
            String title,
            String productId,
            String productUrl,
            Money listPrice,
            PricePolicy price,
            DeliveryPolicy delivery,
            CasePolicy cases) {
        this(variantId, title, productId, productUrl, listPrice, price, delivery, cases, new ResalePolicy.NotResold());
    }

    /** The same article at another price, resold by somebody else or not. */
    public FurtherArticle at(PricePolicy otherPrice, ResalePolicy otherResale) {
        return new FurtherArticle(
                variantId, title, productId, productUrl, listPrice, otherPrice, delivery, cases, otherResale);
    }

    /** The same article as the shop sells it now. */
    public FurtherArticle as(VariantSnapshot shop) {
        return new FurtherArticle(
                variantId, shop.title(), shop.productId(), productUrl, shop.price(), price, delivery, cases, resale);
    }
}
