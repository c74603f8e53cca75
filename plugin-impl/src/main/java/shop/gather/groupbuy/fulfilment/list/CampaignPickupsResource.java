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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.ledger.Csv;
import shop.gather.ledger.CsvAnswers;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for the places of a campaign that are collected. */
@Singleton
@Path("/api/v1/campaigns/{id}/pickups")
@Tag(ref = "Pickup")
@SecurityRequirement(name = "owner")
public class CampaignPickupsResource {

    private final PickupPlaces places;
    private final ListedCampaign campaigns;
    private final Caller caller;

    @Inject
    CampaignPickupsResource(PickupPlaces places, ListedCampaign campaigns, Caller caller) {
        this.places = places;
        this.campaigns = campaigns;
        this.caller = caller;
    }

    /** A page of places. */
    @Schema(name = "PickupPlacePage")
    public record PlacePage(List<PickupPlace> items, String next) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "List the places of a campaign that are collected",
            description = "Confirmed places, newest first, with the initials of their buyers; as text/csv all of them."
                    + " pointId and state choose some; overdue=true those that nobody has collected in time;"
                    + " withoutPoint=true those whose buyers have not chosen a point.")
    @APIResponse(
            responseCode = "200",
            description = "A page of places, or the document",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PlacePage.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", description = "invalid-value: a filter, limit or cursor is invalid")
    @APIResponse(responseCode = "404", description = "not-found: there is no such campaign, or it has no pickup")
    public Response list(
            @PathParam("id") String id,
            @QueryParam("pointId") String pointId,
            @QueryParam("state") String state,
            @QueryParam("overdue") String overdue,
            @QueryParam("withoutPoint") String withoutPoint,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @QueryParam("bom") String bom,
            @Context Request request) {
        boolean mark = CsvAnswers.bom(bom);
        PickupPlaces.Filter filter = new PickupPlaces.Filter(
                campaigns.require(caller.store(), id),
                pointId == null ? null : Check.id(pointId, "pickup point", PickupPointId::new),
                Filters.state(state),
                Filters.flag("overdue", overdue),
                Filters.flag("withoutPoint", withoutPoint));
        if (CsvAnswers.isAskedFor(request)) {
            return CsvAnswers.attachment("places-" + id, places.csv(caller.store(), filter, mark));
        }
        Page<PickupPlace> page = places.page(caller.store(), filter, cursor, Page.limit(limit));
        return Response.ok(new PlacePage(page.items(), page.next()), MediaType.APPLICATION_JSON)
                .build();
    }
}
