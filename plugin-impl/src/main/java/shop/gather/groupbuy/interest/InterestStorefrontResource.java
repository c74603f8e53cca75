package shop.gather.groupbuy.interest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.interest.Interests.Interest;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.VariantSnapshot;

/** What the calling member wants to be told about. */
@Singleton
@Path("/storefront/v1/me/interests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
@SecurityRequirement(name = "member")
public class InterestStorefrontResource {

    private final Interests interests;
    private final Campaigns campaigns;
    private final Shops shops;
    private final Caller caller;

    @Inject
    InterestStorefrontResource(Interests interests, Campaigns campaigns, Shops shops, Caller caller) {
        this.interests = interests;
        this.campaigns = campaigns;
        this.shops = shops;
        this.caller = caller;
    }

    /** @param items newest first, at most 100 */
    public record MyInterests(List<Interest> items) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "List my interests", description = "Newest first. Each ends a year after it was last sent.")
    @APIResponse(responseCode = "200", description = "The interests")
    public MyInterests list() {
        return new MyInterests(interests.of(caller.store(), caller.member()));
    }

    @PUT
    @Path("/articles/{variantId}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Be told about new campaigns of an article",
            description = "The member gets the message campaign-opened once for each public campaign that sells the"
                    + " article from now on. Reads the article from the shop. Idempotent.")
    @APIResponse(responseCode = "200", description = "The interests of the member")
    @APIResponse(responseCode = "404", description = "The shop has no such article")
    @APIResponse(responseCode = "409", description = "The member has 100 interests already")
    @APIResponse(responseCode = "503", description = "The shop cannot be reached")
    public MyInterests addArticle(@PathParam("variantId") String variantId) {
        VariantSnapshot article = shops.of(caller.store())
                .catalog()
                .variant(article(variantId))
                .orElseThrow(() -> ProblemException.notFound("article"));
        interests.add(caller.store(), caller.member(), article.variantId(), "", article.title());
        return list();
    }

    @DELETE
    @Path("/articles/{variantId}")
    @Allow(Role.MEMBER)
    @Operation(summary = "No longer be told about an article", description = "Idempotent.")
    @APIResponse(responseCode = "204", description = "Ended")
    public void endArticle(@PathParam("variantId") String variantId) {
        interests.endArticle(caller.store(), caller.member(), article(variantId));
    }

    @PUT
    @Path("/campaigns/{id}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Be told when a campaign comes back",
            description = "The member gets the message campaign-reopened once for each other public campaign that sells"
                    + " its main article from now on, and team-nearly-full once about its teams. Idempotent.")
    @APIResponse(responseCode = "200", description = "The interests of the member")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it is not published")
    @APIResponse(responseCode = "409", description = "The member has 100 interests already")
    public MyInterests addCampaign(@PathParam("id") String id) {
        CampaignOffer campaign = campaigns.offer(caller.store(), Check.id(id, "campaign", CampaignId::new));
        if (!campaign.published()) {
            throw ProblemException.notFound("campaign");
        }
        interests.add(
                caller.store(),
                caller.member(),
                campaign.variantId(),
                campaign.id().toString(),
                campaigns.title(caller.store(), campaign.id()));
        return list();
    }

    @DELETE
    @Path("/campaigns/{id}")
    @Allow(Role.MEMBER)
    @Operation(summary = "No longer be told about a campaign", description = "Idempotent.")
    @APIResponse(responseCode = "204", description = "Ended")
    @APIResponse(responseCode = "404", description = "The id is none")
    public void endCampaign(@PathParam("id") String id) {
        interests.endCampaign(
                caller.store(),
                caller.member(),
                Check.id(id, "campaign", CampaignId::new).toString());
    }

    private static String article(String variantId) {
        if (variantId.length() > 100) {
            throw ProblemException.notFound("article");
        }
        return variantId;
    }
}
