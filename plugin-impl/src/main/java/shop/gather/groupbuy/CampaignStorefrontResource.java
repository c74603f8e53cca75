package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** Campaigns, as buyers see them. */
@Singleton
@Path("/storefront/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class CampaignStorefrontResource {

    private final Campaigns campaigns;
    private final Places places;
    private final Holds holds;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    CampaignStorefrontResource(
            Campaigns campaigns, Places places, Holds holds, Transactions transactions, Caller caller) {
        this.campaigns = campaigns;
        this.places = places;
        this.holds = holds;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** What anybody may see of a campaign. */
    public record OpenCampaign(
            UUID id,
            String name,
            String variantId,
            String title,
            String productUrl,
            Amount listPrice,
            Amount groupPrice,
            Amount lowestPrice,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description = "How the price of a team is found; policy names the kind")
            JsonObject pricePolicy,

            BuyerPrice price,
            int teamSize,
            String teamDuration,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description = "When a team succeeds; policy names the kind")
            JsonObject teamPolicy,

            Instant endsAt) {
        static OpenCampaign of(Campaign campaign) {
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
                    view.pricePolicy(),
                    BuyerPrice.of(campaign),
                    view.teamSize(),
                    view.teamDuration(),
                    view.teamPolicy(),
                    view.endsAt());
        }
    }

    @GET
    @Path("/{id}")
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Show a campaign to buyers",
            description =
                    "Only while it is published. price says what the buyer pays in the shop's checkout and what of it comes back when the team succeeds.")
    @APIResponse(responseCode = "200", description = "The campaign")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it is not open")
    public OpenCampaign campaign(@PathParam("id") String id) {
        UUID campaignId = Check.id(id, "campaign");
        return transactions.inStore(caller.store(), () -> {
            Campaign campaign = campaigns.get(campaignId);
            if (campaign.state != Campaign.State.PUBLISHED) {
                throw ProblemException.notFound("campaign");
            }
            return OpenCampaign.of(campaign);
        });
    }

    @POST
    @Path("/{id}/teams")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Open a team and take its first place",
            description = "Ask for the place until its admission is READY, then check out in the shop.")
    @APIResponse(
            responseCode = "201",
            description = "Opened; the place is held",
            content = @Content(schema = @Schema(implementation = PlaceView.class)))
    @APIResponse(responseCode = "400", description = "The Idempotency-Key is missing")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "409", description = "The campaign is not open, or the buyer has an open place in it")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    @APIResponse(
            responseCode = "429",
            description =
                    "place-cooldown, as for a join; too-many-teams: the buyer has opened as many teams of the campaign as an hour allows. Retry-After says when to try again. Or too many"
                            + " requests")
    public Response open(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key) {
        UUID campaignId = Check.id(id, "campaign");
        Campaign campaign = transactions.inStore(caller.store(), () -> campaigns.get(campaignId));
        if (campaign.state == Campaign.State.DRAFT || campaign.state == Campaign.State.REFUSED) {
            throw ProblemException.notFound("campaign");
        }
        return created(places.open(caller.store(), caller.member(), campaign, key));
    }

    private Response created(Participation place) {
        holds.soon(caller.store(), place.id());
        return Response.created(URI.create("/storefront/v1/me/participations/" + place.id()))
                .entity(PlaceView.of(place))
                .build();
    }
}
