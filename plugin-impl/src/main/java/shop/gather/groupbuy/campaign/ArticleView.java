package shop.gather.groupbuy.campaign;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.platform.http.Amount;

/**
 * An article that a campaign sells beside the main one. The prices have the meaning that they have in the campaign.
 *
 * @param saving the amount that each buyer of a team that succeeds saves at least, against listPrice
 */
public record ArticleView(
        String variantId,
        String title,
        String productUrl,
        Amount listPrice,
        Amount groupPrice,
        Amount lowestPrice,
        Amount saving,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How its price is calculated; policy names the kind")
        JsonObject pricePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Whether buyers pay for what was delivered; policy names the kind")
        JsonObject deliveryPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Whether it is ordered from the supplier in full cases only; policy names the kind")
        JsonObject casePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How much leaders may add to its price, or have added; policy names the kind")
        JsonObject resalePolicy) {

    static List<ArticleView> of(CampaignTerms terms) {
        return terms.further().stream()
                .map(article -> of(article, terms.of(article.variantId())))
                .toList();
    }

    private static ArticleView of(FurtherArticle article, CampaignTerms terms) {
        return new ArticleView(
                article.variantId(),
                article.title(),
                article.productUrl(),
                Amount.of(article.listPrice()),
                Amount.of(terms.checkoutPrice()),
                Amount.of(terms.lowestPrice()),
                Amount.of(article.listPrice().minus(terms.highestPrice())),
                PricePolicy.KINDS.write(article.price()),
                DeliveryPolicy.KINDS.write(article.delivery()),
                CasePolicy.KINDS.write(article.cases()),
                ResalePolicy.KINDS.write(article.resale()));
    }
}
