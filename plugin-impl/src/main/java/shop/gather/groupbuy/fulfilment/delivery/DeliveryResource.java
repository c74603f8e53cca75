package shop.gather.groupbuy.fulfilment.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for what was delivered. */
@Singleton
@Path("/api/v1/campaigns/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Pickup")
@SecurityRequirement(name = "owner")
public class DeliveryResource {

    private final Deliveries deliveries;
    private final Campaigns campaigns;
    private final Caller caller;

    @Inject
    DeliveryResource(Deliveries deliveries, Campaigns campaigns, Caller caller) {
        this.deliveries = deliveries;
        this.campaigns = campaigns;
        this.caller = caller;
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Record what was delivered",
            description =
                    "For articles whose deliveryPolicy is by-weight or by-quantity, once their team has succeeded."
                            + " Each item has its own outcome. If less was delivered than ordered, the buyer pays for what was"
                            + " delivered, and the difference is refunded. An item is recorded once; sending the same figure"
                            + " again changes nothing. Audited.")
    @APIResponse(responseCode = "200", description = "What became of each item, in their order")
    @APIResponse(responseCode = "400", description = "invalid-value: an item lacks a field")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such campaign")
    public DeliveryResults record(@PathParam("id") String id, DeliveryRequest body) {
        CampaignOffer campaign = campaigns.offer(caller.store(), Check.id(id, "campaign", CampaignId::new));
        return deliveries.record(caller.store(), caller.name(), campaign.id(), campaign.terms(), body);
    }
}
