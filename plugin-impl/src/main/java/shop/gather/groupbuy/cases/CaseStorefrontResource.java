package shop.gather.groupbuy.cases;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.platform.http.CachedAnswer;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API that shows how full the cases of a group order are. */
@Singleton
@Path("/storefront/v1/campaigns/{id}/cases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class CaseStorefrontResource {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Campaigns campaigns;
    private final OpenCases cases;
    private final Caller caller;

    @Inject
    CaseStorefrontResource(Campaigns campaigns, OpenCases cases, Caller caller) {
        this.campaigns = campaigns;
        this.cases = cases;
        this.caller = caller;
    }

    public record CaseList(List<ArticleCases> items) {}

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Show how full the cases of a campaign are",
            description =
                    "The articles that are ordered in full cases only; empty if there are none. At the cut-off the"
                            + " places that fill no full case get their money back.")
    @APIResponse(
            responseCode = "200",
            description = "The articles",
            content = @Content(schema = @Schema(implementation = CaseList.class)))
    @APIResponse(responseCode = "304", description = "The list has the ETag that was sent as If-None-Match")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it is not open")
    public Response cases(@PathParam("id") String id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        CampaignOffer campaign = campaigns.offer(caller.store(), Check.id(id, "campaign", CampaignId::new));
        if (!campaign.published()) {
            throw ProblemException.notFound("campaign");
        }
        return CachedAnswer.of(new CaseList(cases.of(caller.store(), campaign)), MAX_AGE, ifNoneMatch);
    }
}
