package shop.gather.groupbuy.campaign;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.GroupPrice;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.validation.PositiveAmount;
import shop.gather.platform.validation.Text;

/**
 * An article that a campaign is to sell beside its main one.
 *
 * @param groupPrice as for the campaign; or pricePolicy
 * @param deliveryPolicy as for the campaign's main article
 * @param casePolicy as for the campaign's main article
 * @param resalePolicy as for the campaign's main article; in a campaign that leaders resell, they sell an article without
 *     it at the owner's price
 */
public record NewArticle(
        @NotNull @Text(max = 100) String variantId,
        @PositiveAmount Amount groupPrice,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How its price is calculated, in place of groupPrice; policy names the kind")
        JsonObject pricePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Whether buyers pay for what was delivered; policy names the kind. For what was ordered"
                        + " if omitted")
        JsonObject deliveryPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Whether it is ordered from the supplier in full cases only; policy names the kind."
                        + " In single units if omitted")
        JsonObject casePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How much leaders may add to its price; policy names the kind. Nothing if omitted")
        JsonObject resalePolicy) {

    ArticlePlan plan() {
        return new ArticlePlan(
                price(groupPrice, pricePolicy), delivery(deliveryPolicy), cases(casePolicy), resale(resalePolicy));
    }

    static PricePolicy price(Amount groupPrice, JsonObject pricePolicy) {
        if (pricePolicy == null) {
            return new GroupPrice(groupPrice == null ? null : groupPrice.toMoney());
        }
        if (groupPrice != null) {
            throw ProblemException.invalid("Send either groupPrice or pricePolicy.");
        }
        return PricePolicy.KINDS.read(pricePolicy);
    }

    static DeliveryPolicy delivery(JsonObject policy) {
        return policy == null ? new DeliveryPolicy.AsOrdered() : DeliveryPolicy.KINDS.read(policy);
    }

    static CasePolicy cases(JsonObject policy) {
        return policy == null ? new CasePolicy.SingleUnits() : CasePolicy.KINDS.read(policy);
    }

    static ResalePolicy resale(JsonObject json) {
        ResalePolicy policy = json == null ? new ResalePolicy.NotResold() : ResalePolicy.KINDS.read(json);
        if (policy.resold().isPresent()) {
            throw ProblemException.invalid(
                    "resalePolicy.policy must be none or by-leaders: campaigns that are resold are made for leaders.");
        }
        return policy;
    }
}
