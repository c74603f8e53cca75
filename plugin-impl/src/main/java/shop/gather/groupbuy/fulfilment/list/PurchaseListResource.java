package shop.gather.groupbuy.fulfilment.list;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.ledger.Csv;
import shop.gather.ledger.CsvAnswers;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for what to buy from the supplier for a campaign. */
@Singleton
@Path("/api/v1/campaigns/{id}/purchase-list")
@Tag(ref = "Pickup")
@SecurityRequirement(name = "owner")
public class PurchaseListResource {

    private final PurchaseLists lists;
    private final ListedCampaign campaigns;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    PurchaseListResource(PurchaseLists lists, ListedCampaign campaigns, Idempotency idempotency, Caller caller) {
        this.lists = lists;
        this.campaigns = campaigns;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Show what to buy for a campaign",
            description = "The units of all confirmed places per variant, over all points, the cases of articles"
                    + " that are ordered in full cases only, what was sent to the supplier last, and the difference;"
                    + " also as text/csv. Teams that are still open are not counted.")
    @APIResponse(
            responseCode = "200",
            description = "The list, or the document",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PurchaseLists.View.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", description = "invalid-value: bom is neither true nor false")
    @APIResponse(responseCode = "404", description = "not-found: there is no such campaign, or it has no pickup")
    public Response show(@PathParam("id") String id, @QueryParam("bom") String bom, @Context Request request) {
        boolean mark = CsvAnswers.bom(bom);
        CampaignId campaign = campaigns.require(caller.store(), id);
        PurchaseLists.View list = lists.of(caller.store(), campaign);
        return CsvAnswers.isAskedFor(request)
                ? CsvAnswers.attachment("purchase-list-" + campaign, PurchaseLists.csv(list, mark))
                : Response.ok(list, MediaType.APPLICATION_JSON).build();
    }

    @POST
    @Path("/sent")
    @Produces(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Record that the list was sent to the supplier",
            description = "Records the list as it is now, when and by whom. Gather sends nothing itself. Audited.")
    @APIResponse(
            responseCode = "200",
            description = "The list, without a difference",
            content = @Content(schema = @Schema(implementation = PurchaseLists.View.class)))
    @APIResponse(responseCode = "400", description = "idempotency-key-missing")
    @APIResponse(responseCode = "404", description = "not-found: there is no such campaign, or it has no pickup")
    public Response send(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key) {
        CampaignId campaign = campaigns.require(caller.store(), id);
        return idempotency.once(
                caller.store(),
                caller.name(),
                "purchase-list.sent/" + campaign,
                key,
                Map.of(),
                false,
                () -> Idempotency.Answer.ok(lists.send(caller.store(), campaign, caller.name())));
    }
}
