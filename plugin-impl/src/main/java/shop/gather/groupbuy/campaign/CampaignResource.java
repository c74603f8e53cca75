package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.idempotency.Idempotency.Answer;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OneOf;

/** The owner's API for campaigns. */
@Singleton
@Path("/api/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class CampaignResource {

    private final Campaigns campaigns;
    private final Publishing publishing;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    CampaignResource(
            Campaigns campaigns,
            Publishing publishing,
            Transactions transactions,
            Idempotency idempotency,
            Caller caller) {
        this.campaigns = campaigns;
        this.publishing = publishing;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param visibility PUBLIC, LINK_ONLY or AUDIENCE */
    public record NewVisibility(
            @Schema(implementation = Visibility.class) @NotNull @OneOf(Visibility.class)
            String visibility) {}

    /** @param warnings what the owner should know before buyers arrive */
    public record Publication(CampaignView campaign, List<String> warnings) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Draft a campaign",
            description = "Looks up the variant in the shop. Publish the draft to open the campaign for buyers.")
    @APIResponse(
            responseCode = "201",
            description = "Drafted",
            content = @Content(schema = @Schema(implementation = CampaignView.class)))
    @APIResponse(responseCode = "400", description = "A value is missing or invalid")
    @APIResponse(responseCode = "409", description = "The store is not connected")
    @APIResponse(responseCode = "503", description = "The shop cannot be reached")
    public Response create(@HeaderParam("Idempotency-Key") String key, NewCampaign wanted) {
        CampaignPlan plan = wanted.plan();
        Campaigns.Article article = campaigns.article(caller.store(), plan);
        return idempotency.once(caller.store(), caller.name(), "create-campaign", key, wanted, false, () -> {
            CampaignView view = CampaignView.of(campaigns.create(caller.store(), plan, article, caller.name()));
            return Answer.created(URI.create("/api/v1/campaigns/" + view.id()), view, view.version());
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "List campaigns", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of campaigns")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<CampaignView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<Campaign> page = campaigns.page(caller.store(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(CampaignView::of).toList(), page.next());
    }

    @GET
    @Path("/{id}")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Show a campaign", description = "Returns its version as ETag.")
    @APIResponse(
            responseCode = "200",
            description = "The campaign",
            content = @Content(schema = @Schema(implementation = CampaignView.class)))
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    public Response show(@PathParam("id") String id) {
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        return answer(transactions.inStore(caller.store(), () -> CampaignView.of(campaigns.get(campaign))));
    }

    @PUT
    @Path("/{id}")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Change a draft",
            description = "A published campaign keeps the terms promised to its buyers. Close it and create another.")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = CampaignView.class)))
    @APIResponse(responseCode = "400", description = "A value is missing or invalid")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "409", description = "The campaign is no longer a draft")
    @APIResponse(responseCode = "412", description = "The campaign has changed since it was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, NewCampaign body) {
        CampaignId campaignId = Check.id(id, "campaign", CampaignId::new);
        Campaign seen = transactions.inStore(caller.store(), () -> campaigns.get(campaignId));
        CampaignPlan plan = body.plan();
        Campaigns.Article article = campaigns.article(caller.store(), plan);
        EntityTags.require(ifMatch, seen.version());
        if (!seen.isEditable()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "Only a draft can be changed; this one is " + seen.state() + ".");
        }
        return answer(transactions.inStore(
                caller.store(), () -> CampaignView.of(campaigns.change(caller.store(), seen, plan, article))));
    }

    @POST
    @Path("/{id}/publication")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Publish a campaign",
            description = "The campaign opens when the shop has accepted the price; until then it is PUBLISHING. "
                    + "If the shop's checkout cannot charge a group price, the campaign opens at once with priceBy"
                    + " REBATE: buyers pay the shop's ordinary price and get the difference back when their team"
                    + " succeeds; the warnings say so. Checks the same rules as the review, with the shop's price of now."
                    + " Idempotent.")
    @APIResponse(responseCode = "200", description = "Being published, or published")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "400", description = "floorPrice is invalid")
    @APIResponse(
            responseCode = "409",
            description = "A finding of the review blocks publishing, and the detail begins with its code; or the"
                    + " campaign is closed")
    @APIResponse(
            responseCode = "422",
            description =
                    "The shop lacks a capability that the campaign needs; the detail begins with the finding's code")
    @APIResponse(responseCode = "412", description = "The campaign was changed meanwhile")
    @APIResponse(responseCode = "503", description = "The shop cannot be reached")
    public Publication publish(
            @PathParam("id") String id,
            @Parameter(
                            description = "The lowest price that you accept, as a decimal in the store's currency. If a"
                                    + " buyer could pay less, publishing is refused",
                            example = "8.50")
                    @QueryParam("floorPrice")
                    String floorPrice) {
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        List<String> warnings = publishing.publish(caller.store(), campaign, floorPrice, caller.name());
        return new Publication(
                transactions.inStore(caller.store(), () -> CampaignView.of(campaigns.get(campaign))), warnings);
    }

    @POST
    @Path("/{id}/closure")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Close a campaign",
            description = "No new teams can be opened; open teams run until their deadlines. Idempotent.")
    @APIResponse(
            responseCode = "200",
            description = "Closed",
            content = @Content(schema = @Schema(implementation = CampaignView.class)))
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    public Response close(@PathParam("id") String id) {
        return answer(CampaignView.of(
                campaigns.close(caller.store(), Check.id(id, "campaign", CampaignId::new), caller.name())));
    }

    @PUT
    @Path("/{id}/visibility")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Show a campaign in the directory, or hide it",
            description = "Works in every state, also after publishing: visibility is not part of the terms promised to"
                    + " buyers. A hidden campaign and its teams leave the directory at once; storefronts may show a"
                    + " cached page for up to a minute. The open teams of a campaign that is shown again follow within"
                    + " seconds. Idempotent.")
    @APIResponse(
            responseCode = "200",
            description = "The campaign with its visibility",
            content = @Content(schema = @Schema(implementation = CampaignView.class)))
    @APIResponse(
            responseCode = "400",
            description = "visibility is missing or unknown, or AUDIENCE for a campaign for everyone")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    public Response changeVisibility(@PathParam("id") String id, NewVisibility body) {
        return answer(CampaignView.of(campaigns.show(
                caller.store(),
                Check.id(id, "campaign", CampaignId::new),
                Visibility.valueOf(body.visibility()),
                caller.name())));
    }

    private static Response answer(CampaignView view) {
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }
}
