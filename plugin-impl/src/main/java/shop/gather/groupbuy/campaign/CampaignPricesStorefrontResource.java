package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.pricehistory.ArticlePrices;
import shop.gather.groupbuy.pricehistory.PriceHistory;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for the shop's prices before a campaign. */
@Singleton
@Path("/storefront/v1/campaigns/{id}/prices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class CampaignPricesStorefrontResource {

    private final Campaigns campaigns;
    private final PriceHistory history;
    private final Transactions transactions;
    private final Caller caller;
    private final Clock clock;

    @Inject
    CampaignPricesStorefrontResource(
            Campaigns campaigns, PriceHistory history, Transactions transactions, Caller caller, Clock clock) {
        this.campaigns = campaigns;
        this.history = history;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A price of the shop.
     *
     * @param since when it was seen first
     * @param until when it was seen last
     */
    public record PriceSeen(Amount price, Instant since, Instant until) {}

    /**
     * The prices of an article before the campaign.
     *
     * @param groupPrice the highest price that a buyer of a team that succeeds pays
     * @param lowest the shop's lowest price in the period; null if none is known
     * @param saving lowest less groupPrice, zero if that is negative; null if lowest is
     * @param knownSince since when the shop's prices are known; null if none is known
     * @param complete whether the whole period is known
     */
    public record ArticleHistory(
            String variantId,
            String title,
            Amount groupPrice,

            @Schema(description = "The shop's lowest price in the period; null if none is known")
            Amount lowest,

            @Schema(description = "lowest less groupPrice, zero if that is negative")
            Amount saving,

            Instant knownSince,

            @Schema(description = "Whether the whole period is known")
            boolean complete,

            List<PriceSeen> prices) {

        static ArticleHistory of(String variantId, String title, Money groupPrice, ArticlePrices known) {
            Amount saving = known.lowest()
                    .map(lowest -> lowest.isLessThan(groupPrice)
                            ? Money.zero(groupPrice.getCurrencyUnit())
                            : lowest.minus(groupPrice))
                    .map(Amount::of)
                    .orElse(null);
            return new ArticleHistory(
                    variantId,
                    title,
                    Amount.of(groupPrice),
                    known.lowest().map(Amount::of).orElse(null),
                    saving,
                    known.knownSince().orElse(null),
                    known.isComplete(),
                    known.prices().stream()
                            .map(seen -> new PriceSeen(Amount.of(seen.price()), seen.since(), seen.until()))
                            .toList());
        }
    }

    /**
     * The prices of all articles of a campaign.
     *
     * @param begins the first instant of the period
     * @param ends the campaign's start; now, if it has not begun
     */
    public record CampaignPrices(Instant begins, Instant ends, List<ArticleHistory> articles) {}

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Show the shop's prices in the 30 days before a campaign",
            description =
                    "The shop's own prices of each article, as Gather has seen them when a campaign of the article"
                            + " was planned and every six hours since then; the main article first. The saving is that against"
                            + " the lowest of them, as the European Union wants it announced (Directive 98/6/EC, Article 6a).")
    @APIResponse(responseCode = "200", description = "The prices")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it is not open")
    public CampaignPrices prices(@PathParam("id") String id) {
        CampaignId campaignId = Check.id(id, "campaign", CampaignId::new);
        return transactions.inStore(caller.store(), () -> {
            Campaign campaign = campaigns.get(campaignId);
            if (campaign.state() != Campaign.State.PUBLISHED) {
                throw ProblemException.notFound("campaign");
            }
            Map<String, ArticlePrices> known = campaign.pricesBefore(history, caller.store(), clock.instant());
            List<ArticleHistory> articles = new ArrayList<>();
            articles.add(ArticleHistory.of(
                    campaign.variantId(),
                    campaign.title(),
                    campaign.terms().highestPrice(),
                    known.get(campaign.variantId())));
            for (FurtherArticle further : campaign.terms().further()) {
                articles.add(ArticleHistory.of(
                        further.variantId(),
                        further.title(),
                        campaign.terms().of(further.variantId()).highestPrice(),
                        known.get(further.variantId())));
            }
            ArticlePrices period = known.get(campaign.variantId());
            return new CampaignPrices(period.begins(), period.ends(), articles);
        });
    }
}
