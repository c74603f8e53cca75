package shop.gather.groupbuy;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.Campaign.PriceBy;
import shop.gather.platform.http.Amount;

/**
 * A campaign as its owner sees it.
 *
 * @param refusal why the shop does not take the price; null unless the state is REFUSED
 * @param priceBy null until the campaign is published
 */
public record CampaignView(
        UUID id,
        String name,
        String state,
        String refusal,
        String variantId,
        String title,
        String productUrl,
        Amount listPrice,
        Amount groupPrice,
        int teamSize,
        String teamDuration,
        String hold,
        String repayWithin,
        String paymentMode,

        @Schema(
                description =
                        "OFFER: the shop's checkout charges the group price. REBATE: the shop cannot; buyers pay its ordinary price and get the"
                                + " difference back when their team succeeds. Null until the campaign is published")
        PriceBy priceBy,

        Exchanges exchanges,
        Instant startsAt,
        Instant endsAt,
        long version) {
    static CampaignView of(Campaign campaign) {
        return new CampaignView(
                campaign.id,
                campaign.name,
                campaign.state.name(),
                campaign.refusal,
                campaign.variantId,
                campaign.title,
                campaign.productUrl,
                Amount.ofMinor(campaign.listPrice, campaign.currency),
                Amount.ofMinor(campaign.groupPrice, campaign.currency),
                campaign.teamSize,
                campaign.teamDuration,
                campaign.hold,
                campaign.repayWithin,
                campaign.paymentMode.name(),
                campaign.priceBy,
                campaign.exchanges,
                campaign.startsAt,
                campaign.endsAt,
                campaign.version);
    }
}
