package shop.gather.forecast;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Publishing;
import shop.gather.groupbuy.review.Review;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.referral.commission.CommissionPlans;

/** The owner's API for the review of a draft. */
@Singleton
@Path("/api/v1/campaigns/{id}/review")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class ReviewResource {

    private final Publishing publishing;
    private final CommissionPlans plans;
    private final Caller caller;

    @Inject
    ReviewResource(Publishing publishing, CommissionPlans plans, Caller caller) {
        this.publishing = publishing;
        this.plans = plans;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Review a draft",
            description = "Checks all rules of publishing with the article as the shop sells it now, and computes the"
                    + " highest cost of one unit under the current commission plan. Changes nothing.")
    @APIResponse(responseCode = "200", description = "The findings; those that block come first")
    @APIResponse(responseCode = "400", description = "floorPrice is invalid")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "409", description = "The campaign is no longer a draft, or the store is not connected")
    @APIResponse(responseCode = "503", description = "The shop cannot be reached")
    public ReviewView review(
            @PathParam("id") String id,
            @Parameter(
                            description = "The lowest price that you accept, as a decimal in the store's currency. If a"
                                    + " buyer could pay less, a finding blocks",
                            example = "8.50")
                    @QueryParam("floorPrice")
                    String floorPrice) {
        Review review = publishing.review(caller.store(), Check.id(id, "campaign", CampaignId::new), floorPrice);
        return ReviewView.of(review, plans.estimate(caller.store()));
    }
}
