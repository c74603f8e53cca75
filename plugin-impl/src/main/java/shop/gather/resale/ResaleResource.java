package shop.gather.resale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's view of the leaders who resell a campaign. Each resale is a campaign, which the owner can close. */
@Singleton
@Path("/api/v1/campaigns/{id}/resales")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Help-sell")
@SecurityRequirement(name = "owner")
public class ResaleResource {

    private final Resales resales;
    private final Campaigns campaigns;
    private final Caller caller;

    @Inject
    ResaleResource(Resales resales, Campaigns campaigns, Caller caller) {
        this.resales = resales;
        this.campaigns = campaigns;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "List the resales of a campaign",
            description =
                    "Newest first. Each is a campaign of its own with the same id, which can be shown and closed as"
                            + " any other.")
    @APIResponse(responseCode = "200", description = "A page of resales")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    public Page<ResaleView> list(
            @PathParam("id") String id, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        CampaignId original = campaigns
                .offer(caller.store(), Check.id(id, "campaign", CampaignId::new))
                .id();
        return ResaleView.page(resales.ofOriginal(caller.store(), original, cursor, Page.limit(limit)));
    }
}
