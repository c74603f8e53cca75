package shop.gather.groupbuy.campaign;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.Amount;

/**
 * The public view of a campaign.
 *
 * @param saving the amount that each buyer of a team that succeeds saves at least, against listPrice
 * @param openerPrice what the buyer who opens a team pays in the end; null if that is the price of all
 * @param helpSteps by how much each help of a friend lowers the price of one unit, in their order; null if friends
 *     cannot help
 * @param unitsLeft the units that no team has reserved; null if only the shop's stock limits the campaign
 */
public record OpenCampaign(
        CampaignId id,
        String name,
        String variantId,
        String title,
        String productUrl,
        Amount listPrice,
        Amount groupPrice,
        Amount lowestPrice,

        @Schema(description = "The amount that each buyer of a team that succeeds saves at least, against listPrice")
        Amount saving,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How the price of a team is calculated; policy names the kind")
        JsonObject pricePolicy,

        BuyerPrice price,
        Amount openerPrice,
        List<Amount> helpSteps,
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

        Integer unitsLeft,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "How buyers get what they have bought; policy names the kind")
        JsonObject fulfilmentPolicy,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "When buyers pay; policy names the kind")
        JsonObject paymentPolicy,

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
                description =
                        "Whether leaders may resell it and at which mark-up, or which leader does and what she adds to the price"
                                + " of one unit; policy names the kind")
        JsonObject resalePolicy,

        Instant endsAt) {
    static OpenCampaign of(Campaign campaign, Integer unitsLeft) {
        CampaignView view = CampaignView.of(campaign);
        return new OpenCampaign(
                view.id(),
                view.name(),
                view.variantId(),
                view.title(),
                view.productUrl(),
                view.listPrice(),
                view.groupPrice(),
                view.lowestPrice(),
                Amount.of(campaign.listPrice().minus(campaign.terms().highestPrice())),
                view.pricePolicy(),
                BuyerPrice.of(campaign.offer()),
                campaign.terms().isCheaperForOpener()
                        ? Amount.of(campaign.terms().openerPrice())
                        : null,
                helpSteps(campaign.terms()),
                view.furtherArticles(),
                view.teamSize(),
                view.teamDuration(),
                view.teamPolicy(),
                view.quantityPolicy(),
                view.eligibilityPolicy(),
                view.stockPolicy(),
                view.latePolicy(),
                view.outcomePolicy(),
                unitsLeft,
                view.fulfilmentPolicy(),
                view.paymentPolicy(),
                view.deliveryPolicy(),
                view.casePolicy(),
                view.resalePolicy(),
                view.endsAt());
    }

    private static List<Amount> helpSteps(CampaignTerms terms) {
        List<Amount> steps = terms.price().steps().stream().map(Amount::of).toList();
        return steps.isEmpty() ? null : steps;
    }
}
