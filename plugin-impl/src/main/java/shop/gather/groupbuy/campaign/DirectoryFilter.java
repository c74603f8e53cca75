package shop.gather.groupbuy.campaign;

import java.util.List;
import java.util.UUID;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * The campaigns that a buyer wants to see: all, or those on one article, or those on the articles of one product.
 *
 * @param variantId null for all articles
 * @param productId null for all products; null where variantId is set
 */
record DirectoryFilter(String variantId, String productId) {

    /** @throws ProblemException INVALID_VALUE if both are given, or one is blank or too long */
    static DirectoryFilter of(String variantId, String productId) {
        if (variantId != null && productId != null) {
            throw ProblemException.invalid("Send either variantId or productId.");
        }
        return new DirectoryFilter(
                variantId == null ? null : Check.text(variantId, "variantId", 100),
                productId == null ? null : Check.text(productId, "productId", 2000));
    }

    List<Campaign> find(CampaignRows rows, UUID before, int most) {
        if (variantId != null) {
            return rows.acceptingOnVariant(variantId, before, most);
        }
        return productId != null ? rows.acceptingOnProduct(productId, before, most) : rows.accepting(before, most);
    }
}
