package shop.gather.forecast;

import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import shop.gather.groupbuy.review.Finding;
import shop.gather.groupbuy.review.Review;
import shop.gather.groupbuy.review.Severity;
import shop.gather.platform.http.Amount;
import shop.gather.referral.commission.CommissionEstimate;
import shop.gather.spi.VariantSnapshot;

/**
 * The API view of a review.
 *
 * @param publishable whether no finding blocks
 * @param shopPrice of one unit now; null if the shop does not sell the article
 * @param stock null if the shop does not tell
 */
@Schema(name = "CampaignReview")
public record ReviewView(
        boolean publishable,
        List<FindingView> findings,
        WorstCase worstCase,

        @Schema(description = "The shop's price of one unit now; null if the shop does not sell the article")
        Amount shopPrice,

        @Schema(description = "Units in stock; null if the shop does not tell")
        Integer stock) {

    /** @param code stable; all codes are in CAMPAIGNS.md */
    @Schema(name = "Finding")
    public record FindingView(
            @Schema(description = "Stable. All codes: CAMPAIGNS.md in the module's folder", example = "REFUNDS_BY_HAND")
            String code,

            Severity severity,
            @Schema(description = "What is wrong") String problem,
            @Schema(description = "What to do") String remedy) {}

    static ReviewView of(Review review, CommissionEstimate plan) {
        Money planned = review.facts().listPrice();
        Money now = review.facts().article().map(VariantSnapshot::price).orElse(null);
        boolean comparable = now != null && now.isPositive() && now.isSameCurrency(planned);
        OptionalInt stock = review.facts().article().map(VariantSnapshot::stock).orElse(OptionalInt.empty());
        return new ReviewView(
                review.isPublishable(),
                review.findings().stream().map(ReviewView::view).toList(),
                WorstCase.of(review.facts().terms(), comparable ? now : planned, plan),
                now == null ? null : Amount.of(now),
                stock.isPresent() ? stock.getAsInt() : null);
    }

    private static FindingView view(Finding finding) {
        return new FindingView(finding.code(), finding.severity(), finding.problem(), finding.remedy());
    }
}
