package shop.gather.groupbuy.directory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.BuyerPrice;
import shop.gather.groupbuy.campaign.DirectoryFilter;
import shop.gather.groupbuy.campaign.ListedCampaigns.ListedCampaign;
import shop.gather.groupbuy.directory.OpenTeams.OpenTeam;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.CachedAnswer;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for the directory of open teams. */
@Singleton
@Path("/storefront/v1/open-teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class OpenTeamStorefrontResource {

    /** Places are taken every second, and a join of a full team is refused anyway. */
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final OpenTeams teams;
    private final Caller caller;

    @Inject
    OpenTeamStorefrontResource(OpenTeams teams, Caller caller) {
        this.teams = teams;
        this.caller = caller;
    }

    /**
     * An open team for strangers: how full it is and what it costs, not who is in it.
     *
     * @param name of the campaign
     * @param title of the article in the shop
     * @param listPrice the shop's price of one unit when the campaign was created
     * @param groupPrice what the checkout charges for one unit; no buyer pays more in the end
     * @param teamPrice the price of one unit if the team succeeded now
     * @param saving listPrice less teamPrice
     * @param size the total number of places
     * @param minimum the number of paid places that the team needs at its deadline
     * @param winners the number of paid places that get the article, by a draw; null if all do
     * @param free the number of places that can be taken
     */
    public record ListedTeam(
            TeamId id,
            CampaignId campaign,
            String name,
            String variantId,
            String title,
            String productUrl,
            Amount listPrice,
            Amount groupPrice,

            @Schema(description = "The price of one unit if the team succeeded now")
            Amount teamPrice,

            @Schema(description = "listPrice less teamPrice")
            Amount saving,

            BuyerPrice price,
            int size,

            @Schema(description = "The number of paid places that the team needs at its deadline")
            int minimum,

            @Schema(description = "The number of paid places that get the article, by a draw; null if all do")
            Integer winners,

            @Schema(description = "The number of places that can be taken")
            int free,

            int paid,
            Instant deadline) {
        static ListedTeam of(OpenTeam team) {
            ListedCampaign campaign = team.campaign();
            Money listPrice = campaign.offer().listPrice();
            return new ListedTeam(
                    team.id(),
                    campaign.offer().id(),
                    campaign.name(),
                    campaign.variantId(),
                    campaign.title(),
                    campaign.productUrl(),
                    Amount.of(listPrice),
                    Amount.of(campaign.offer().terms().checkoutPrice()),
                    Amount.of(team.price()),
                    Amount.of(listPrice.minus(team.price())),
                    BuyerPrice.of(campaign.offer()),
                    team.size(),
                    team.minimum(),
                    campaign.offer().terms().winners(),
                    team.free(),
                    team.paid(),
                    team.deadline());
        }
    }

    /** @param next the cursor of the next page; null on the last one */
    public record ListedTeamPage(List<ListedTeam> items, String next) {}

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "List open teams",
            description = "The teams of public campaigns that are open and have a free place; anybody may join them."
                    + " Teams of campaigns with visibility LINK_ONLY or AUDIENCE are not listed. Does not show the buyers. Follow"
                    + " next until it is missing: a page may hold fewer items than limit. No team is skipped or"
                    + " repeated while teams fill.")
    @APIResponse(
            responseCode = "200",
            description = "A page of teams",
            content = @Content(schema = @Schema(implementation = ListedTeamPage.class)))
    @APIResponse(responseCode = "304", description = "The page has the ETag that was sent as If-None-Match")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is invalid, or more than one filter of campaigns was sent")
    @APIResponse(responseCode = "404", description = "campaignId, communityId or pickupPointId is no id")
    public Response list(
            @Parameter(description = "Only teams of this campaign; without another filter of campaigns")
                    @QueryParam("campaignId")
                    String campaignId,
            @Parameter(description = "Only teams of the 20 newest campaigns that sell this article")
                    @QueryParam("variantId")
                    String variantId,
            @Parameter(description = "Only teams of the 20 newest campaigns on the articles of this product")
                    @QueryParam("productId")
                    String productId,
            @Parameter(description = "Only teams of the 20 newest campaigns for the members of this community")
                    @QueryParam("communityId")
                    String communityId,
            @Parameter(
                            description = "Only teams of the 20 newest campaigns of which buyers can collect at this"
                                    + " pickup point")
                    @QueryParam("pickupPointId")
                    String pickupPointId,
            @Parameter(description = "true: only teams with one or two free places; the default is false")
                    @QueryParam("nearlyFull")
                    String nearlyFull,
            @Parameter(
                            description =
                                    "endingSoon: the nearest deadline first, the default. newest: the last opened first")
                    @QueryParam("sort")
                    String sort,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        Page<OpenTeam> page = teams.page(
                caller.store(),
                TeamFilter.of(
                        campaignId, DirectoryFilter.of(variantId, productId, communityId, pickupPointId), nearlyFull),
                TeamOrder.of(sort),
                cursor,
                Page.limit(limit));
        return CachedAnswer.of(
                new ListedTeamPage(page.items().stream().map(ListedTeam::of).toList(), page.next()),
                MAX_AGE,
                ifNoneMatch);
    }
}
