package shop.gather.groupbuy.fulfilment.list;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.ledger.Csv;
import shop.gather.ledger.CsvAnswers;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for the pick list of a campaign. */
@Singleton
@Path("/api/v1/campaigns/{id}/pick-list")
@Tag(ref = "Pickup")
@SecurityRequirement(name = "owner")
public class PickListResource {

    private final PickLists lists;
    private final ListedCampaign campaigns;
    private final Caller caller;

    @Inject
    PickListResource(PickLists lists, ListedCampaign campaigns, Caller caller) {
        this.lists = lists;
        this.campaigns = campaigns;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Show the pick list of a campaign",
            description = "Confirmed places per point and article, or those of one point; also as text/csv, with"
                    + " bom=true for spreadsheets that need a byte order mark. A line without a point counts places"
                    + " whose buyers have not chosen one.")
    @APIResponse(
            responseCode = "200",
            description = "The list, or the document",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PickListView.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", description = "invalid-value: bom is neither true nor false")
    @APIResponse(responseCode = "404", description = "not-found: there is no such campaign, or it has no pickup")
    public Response show(
            @PathParam("id") String id,
            @QueryParam("pointId") String pointId,
            @QueryParam("bom") String bom,
            @Context Request request) {
        boolean mark = CsvAnswers.bom(bom);
        CampaignId campaign = campaigns.require(caller.store(), id);
        PickupPointId point = pointId == null ? null : Check.id(pointId, "pickup point", PickupPointId::new);
        PickListView list = new PickListView(lists.ofCampaign(caller.store(), campaign, point));
        return CsvAnswers.isAskedFor(request)
                ? CsvAnswers.attachment("pick-list-" + campaign, PickLists.csv(list.lines(), mark))
                : Response.ok(list, MediaType.APPLICATION_JSON).build();
    }
}
