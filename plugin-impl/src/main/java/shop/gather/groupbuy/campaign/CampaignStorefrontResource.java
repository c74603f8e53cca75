package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.database.Transactions;
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
    private final ListedCampaigns listed;
    private final CampaignUnits units;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    CampaignStorefrontResource(
            Campaigns campaigns,
            ListedCampaigns listed,
            CampaignUnits units,
            Transactions transactions,
            Caller caller) {
        this.campaigns = campaigns;
        this.listed = listed;
        this.units = units;
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "List the campaigns that accept buyers",
            description = "The public campaigns of the store that are published and run now, newest first. A campaign"
                    + " with visibility LINK_ONLY or AUDIENCE is not listed.")
    @APIResponse(
            responseCode = "200",
            description = "A page of campaigns",
            content = @Content(schema = @Schema(implementation = OpenCampaignPage.class)))
    @APIResponse(responseCode = "304", description = "The page has the ETag that was sent as If-None-Match")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid, or more than one filter was sent")
    @APIResponse(responseCode = "404", description = "communityId or pickupPointId is no id")
    public Response list(
            @Parameter(description = "Only campaigns that sell this article; without another filter")
                    @QueryParam("variantId")
                    String variantId,
            @Parameter(description = "Only campaigns on the articles of this product; without another filter")
                    @QueryParam("productId")
                    String productId,
            @Parameter(description = "Only campaigns for the members of this community; without another filter")
                    @QueryParam("communityId")
                    String communityId,
            @Parameter(
                            description = "Only campaigns of which buyers can collect at this pickup point; without"
                                    + " another filter")
                    @QueryParam("pickupPointId")
                    String pickupPointId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        DirectoryFilter filter = DirectoryFilter.of(variantId, productId, communityId, pickupPointId);
        int most = Page.limit(limit);
        Page<Campaign> page =
                transactions.inStore(caller.store(), () -> listed.accepting(caller.store(), filter, cursor, most));
        return CachedAnswer.of(OpenCampaignPage.of(caller.store(), page, units), MAX_AGE, ifNoneMatch);
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
