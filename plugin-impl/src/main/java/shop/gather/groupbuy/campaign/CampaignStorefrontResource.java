package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.CachedAnswer;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for campaigns. */
@Singleton
@Path("/storefront/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class CampaignStorefrontResource {

    /** A campaign appears and disappears at the hand of its owner: a minute late is soon enough. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Campaigns campaigns;
    private final CampaignUnits units;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    CampaignStorefrontResource(Campaigns campaigns, CampaignUnits units, Transactions transactions, Caller caller) {
        this.campaigns = campaigns;
        this.units = units;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * The public view of a campaign.
     *
     * @param saving the amount that each buyer of a team that succeeds saves at least, against listPrice
     * @param openerPrice what the buyer who opens a team pays in the end; null if that is the price of all
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

            @Schema(
                    description =
                            "The amount that each buyer of a team that succeeds saves at least, against listPrice")
            Amount saving,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description = "How the price of a team is calculated; policy names the kind")
            JsonObject pricePolicy,

            BuyerPrice price,
            Amount openerPrice,
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
                    view.endsAt());
        }
    }

    /** @param next the cursor of the next page; null on the last one */
    public record OpenCampaignPage(List<OpenCampaign> items, String next) {}

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "List the campaigns that accept buyers",
            description = "The public campaigns of the store that are published and run now, newest first. A campaign"
                    + " with visibility LINK_ONLY is not listed.")
    @APIResponse(
            responseCode = "200",
            description = "A page of campaigns",
            content = @Content(schema = @Schema(implementation = OpenCampaignPage.class)))
    @APIResponse(responseCode = "304", description = "The page has the ETag that was sent as If-None-Match")
    @APIResponse(
            responseCode = "400",
            description = "limit or cursor is invalid, or both variantId and productId were sent")
    public Response list(
            @Parameter(description = "Only campaigns on this article; without productId") @QueryParam("variantId")
                    String variantId,
            @Parameter(description = "Only campaigns on the articles of this product; without variantId")
                    @QueryParam("productId")
                    String productId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        Page<Campaign> page = campaigns.directory(
                caller.store(), DirectoryFilter.of(variantId, productId), cursor, Page.limit(limit));
        Map<CampaignId, Integer> left = units.left(
                caller.store(),
                page.items().stream().collect(Collectors.toMap(Campaign::id, campaign -> campaign.terms()
                        .stock())));
        List<OpenCampaign> items = page.items().stream()
                .map(campaign -> OpenCampaign.of(campaign, left.get(campaign.id())))
                .toList();
        return CachedAnswer.of(new OpenCampaignPage(items, page.next()), MAX_AGE, ifNoneMatch);
    }

    @GET
    @Path("/{id}")
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Show a campaign to buyers",
            description =
                    "Only while it is published. price says what the shop's checkout charges and what is paid back "
                            + "when the team succeeds.")
    @APIResponse(responseCode = "200", description = "The campaign")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it is not open")
    public OpenCampaign campaign(@PathParam("id") String id) {
        CampaignId campaignId = Check.id(id, "campaign", CampaignId::new);
        return transactions.inStore(caller.store(), () -> {
            Campaign campaign = campaigns.get(campaignId);
            if (campaign.state() != Campaign.State.PUBLISHED) {
                throw ProblemException.notFound("campaign");
            }
            return OpenCampaign.of(
                    campaign,
                    units.left(caller.store(), campaignId, campaign.terms().stock())
                            .orElse(null));
        });
    }
}
