package shop.gather.insight;

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
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.figure.CampaignFigures;
import shop.gather.ledger.Csv;
import shop.gather.ledger.CsvAnswers;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.store.Stores;

/** The owner's API for the figures of a campaign. */
@Singleton
@Path("/api/v1/campaigns/{id}/figures")
@Tag(ref = "Insight")
@SecurityRequirement(name = "owner")
public class FiguresResource {

    private final CampaignFigures figures;
    private final Stores stores;
    private final Caller caller;

    @Inject
    FiguresResource(CampaignFigures figures, Stores stores, Caller caller) {
        this.figures = figures;
        this.stores = stores;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Show the figures of a campaign",
            description = "Teams, places, buyers, the time to fill, turnover at final prices, the saving against the"
                    + " shop's price, and rebates, as of now, and per day in the store's time zone. As text/csv the"
                    + " first row is the total, and each further row is a day. Views, channels, leaders and commission"
                    + " are not included.")
    @APIResponse(
            responseCode = "200",
            description = "The figures, or the document",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CampaignFiguresView.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", description = "invalid-value: bom is neither true nor false")
    @APIResponse(responseCode = "404", description = "not-found: there is no such campaign")
    public Response show(@PathParam("id") String id, @QueryParam("bom") String bom, @Context Request request) {
        boolean mark = CsvAnswers.bom(bom);
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        ZoneId zone = ZoneId.of(stores.find(caller.store())
                .orElseThrow(() -> ProblemException.notFound("store"))
                .zone());
        CampaignFiguresView view = CampaignFiguresView.of(campaign, zone, figures.of(caller.store(), campaign, zone));
        return CsvAnswers.isAskedFor(request)
                ? CsvAnswers.attachment("figures-" + campaign, view.csv(mark))
                : Response.ok(view, MediaType.APPLICATION_JSON).build();
    }
}
