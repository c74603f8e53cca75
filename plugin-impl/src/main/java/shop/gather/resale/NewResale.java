package shop.gather.resale;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.validation.Text;

/**
 * A leader's request to offer a campaign in her community.
 *
 * @param campaignId a published campaign with resalePolicy by-leaders
 * @param communityId a community that she leads
 * @param markUp what she adds to the price of one unit, with tax, in the currency of the price; zero to sell at the
 *     owner's price
 * @param articles what she adds to further articles; nothing if omitted
 */
@Schema(
        example = "{\"campaignId\":\"0191b6f0-0000-7000-8000-000000000001\","
                + "\"communityId\":\"0191b6f0-0000-7000-8000-000000000002\","
                + "\"markUp\":{\"amount\":\"0.50\",\"currency\":\"EUR\"}}")
public record NewResale(
        @NotNull @Text(max = 36) String campaignId,
        @NotNull @Text(max = 36) String communityId,
        @NotNull Amount markUp,
        @Size(max = 20) List<@NotNull @Valid Article> articles) {

    /** @param markUp as for the main article */
    @Schema(name = "NewResaleArticle")
    public record Article(
            @NotNull @Text(max = 100) String variantId,
            @NotNull Amount markUp) {}

    ResalePlan plan() {
        Map<String, Money> further = new LinkedHashMap<>();
        for (Article article : articles == null ? List.<Article>of() : articles) {
            if (further.put(article.variantId().strip(), money(article.markUp(), "articles.markUp")) != null) {
                throw ProblemException.invalid("Each of articles must be another variant.");
            }
        }
        return new ResalePlan(
                Check.id(campaignId, "campaign", CampaignId::new),
                Check.id(communityId, "community"),
                money(markUp, "markUp"),
                further);
    }

    /** An amount that may be zero; {@link ResalePlan} refuses one below. */
    private static Money money(Amount amount, String field) {
        Optional<Amount.Fault> fault = amount.fault().filter(found -> found != Amount.Fault.NOT_POSITIVE);
        if (fault.isPresent()) {
            throw ProblemException.invalid(field + " " + fault.get().text());
        }
        return amount.toMoney();
    }
}
