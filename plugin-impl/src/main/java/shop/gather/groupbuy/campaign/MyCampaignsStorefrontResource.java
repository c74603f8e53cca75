package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for the campaigns that are for the groups to which the member belongs. */
@Singleton
@Path("/storefront/v1/me/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class MyCampaignsStorefrontResource {

    private final ListedCampaigns listed;
    private final CampaignUnits units;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    MyCampaignsStorefrontResource(
            ListedCampaigns listed, CampaignUnits units, Transactions transactions, Caller caller) {
        this.listed = listed;
        this.units = units;
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(
            summary = "List the campaigns for my groups",
            description = "The campaigns that accept buyers now and are for a community of the member or, if the member"
                    + " is an active leader, for leaders; newest first. Those with visibility LINK_ONLY are not"
                    + " listed. Campaigns for everyone are in the directory.")
    @APIResponse(responseCode = "200", description = "A page of campaigns")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public OpenCampaignPage list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        int most = Page.limit(limit);
        Page<Campaign> page = transactions.inStore(
                caller.store(), () -> listed.acceptingFor(caller.store(), caller.member(), cursor, most));
        return OpenCampaignPage.of(caller.store(), page, units);
    }
}
