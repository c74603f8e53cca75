package shop.gather.groupbuy.campaign;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.EligibilityPolicy;
import shop.gather.groupbuy.terms.Exchanges;
import shop.gather.groupbuy.terms.FulfilmentPolicy;
import shop.gather.groupbuy.terms.LatePolicy;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.PaymentPolicy;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.QuantityPolicy;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.groupbuy.terms.TeamPolicy;
import shop.gather.platform.http.Amount;

/**
 * The owner's view of a campaign.
 *
 * @param groupPrice what the checkout charges for one unit; no buyer pays more in the end
 * @param lowestPrice the price of one unit in a team that sells as much as it can; equals the group price where it does
 *     not depend on the team
 * @param furtherArticles the articles beside the main one, to which the other prices belong
 * @param teamSize the maximum number of buyers in a team
 * @param refusal why the shop has refused the price; null unless the state is REFUSED
 * @param priceBy null until the campaign is published
 * @param visibility whether the directory of the store shows the campaign and its teams
 */
public record CampaignView(
        CampaignId id,
        String name,
        String state,
        String refusal,
        String variantId,
        String title,
        String productUrl,
        Amount listPrice,
        Amount groupPrice,
        Amount lowestPrice,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How the price of a team is calculated; policy names the kind")
        JsonObject pricePolicy,

        List<ArticleView> furtherArticles,
        int teamSize,
        String teamDuration,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "When a team succeeds; policy names the kind")
        JsonObject teamPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How many units a buyer may take; policy names the kind")
        JsonObject quantityPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Who may take a place; policy names the kind")
        JsonObject eligibilityPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How many units the campaign sells; policy names the kind")
        JsonObject stockPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "What happens to a payment that finds its team full or ended; policy names the kind")
        JsonObject latePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Who gets the article when a team succeeds; policy names the kind")
        JsonObject outcomePolicy,

        String hold,
        String repayWithin,
        String paymentMode,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "When buyers pay; policy names the kind")
        JsonObject paymentPolicy,

        @Schema(
                description = "OFFER: the shop's checkout charges the group price. REBATE: the shop cannot charge it; "
                        + "buyers pay its ordinary price and get the"
                        + " difference back when their team succeeds. Null until the campaign is published")
        PriceBy priceBy,

        Exchanges exchanges,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How buyers get what they have bought; policy names the kind")
        JsonObject fulfilmentPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Whether buyers pay for what was delivered; policy names the kind")
        JsonObject deliveryPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "Whether the main article is ordered from the supplier in full cases only; policy names the kind")
        JsonObject casePolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Whether leaders may resell it and at which mark-up, or who does; policy names the kind")
        JsonObject resalePolicy,

        Instant startsAt,
        Instant endsAt,
        Visibility visibility,
        long version) {
    static CampaignView of(Campaign campaign) {
        CampaignTerms terms = campaign.terms();
        return new CampaignView(
                campaign.id(),
                campaign.name(),
                campaign.state().name(),
                campaign.refusal(),
                campaign.variantId(),
                campaign.title(),
                campaign.productUrl(),
                Amount.of(campaign.listPrice()),
                Amount.of(terms.checkoutPrice()),
                Amount.of(terms.lowestPrice()),
                PricePolicy.KINDS.write(terms.price()),
                ArticleView.of(terms),
                terms.team().size(),
                terms.team().duration().toString(),
                TeamPolicy.KINDS.write(terms.team()),
                QuantityPolicy.KINDS.write(terms.quantity()),
                EligibilityPolicy.KINDS.write(terms.eligibility()),
                StockPolicy.KINDS.write(terms.stock()),
                LatePolicy.KINDS.write(terms.late()),
                OutcomePolicy.KINDS.write(terms.outcome()),
                terms.hold().toString(),
                terms.payment().repayWithin().toString(),
                terms.payment().mode().name(),
                PaymentPolicy.KINDS.write(terms.payment()),
                campaign.priceBy(),
                terms.fulfilment().exchanges(),
                FulfilmentPolicy.KINDS.write(terms.fulfilment()),
                DeliveryPolicy.KINDS.write(terms.delivery()),
                CasePolicy.KINDS.write(terms.cases()),
                ResalePolicy.KINDS.write(terms.resale()),
                campaign.startsAt(),
                campaign.endsAt(),
                campaign.visibility(),
                campaign.version());
    }
}
