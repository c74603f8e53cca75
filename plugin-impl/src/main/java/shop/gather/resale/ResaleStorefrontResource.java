package shop.gather.resale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.Leaders;

/** Help-sell (帮卖): the campaigns that a leader offers in her communities. */
@Singleton
@Path("/storefront/v1/me/resales")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Help-sell", description = "Leaders offer campaigns in their own communities")
@SecurityRequirement(name = "member")
public class ResaleStorefrontResource {

    private final Resales resales;
    private final ResaleUpkeep upkeep;
    private final Leaders leaders;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    ResaleStorefrontResource(
            Resales resales, ResaleUpkeep upkeep, Leaders leaders, Idempotency idempotency, Caller caller) {
        this.resales = resales;
        this.upkeep = upkeep;
        this.leaders = leaders;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Offer a campaign in my community",
            description =
                    "For active leaders, and for campaigns with resalePolicy by-leaders. Gather makes a campaign of its"
                            + " own for the members of the community: the same terms and end, teams of its own, and prices with the"
                            + " mark-up, which buyers see. It opens when the shop has accepted the prices. The leader earns the"
                            + " mark-up, without tax, of what buyers have paid and kept.")
    @APIResponse(
            responseCode = "201",
            description = "The resale, OPENING",
            content = @Content(schema = @Schema(implementation = ResaleView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-value: a mark-up is not within the owner's bound, or the price with it is not below the"
                            + " shop's price")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(
            responseCode = "404",
            description = "not-found: the campaign is not published, or the caller does not lead the community")
    @APIResponse(
            responseCode = "409",
            description =
                    "conflict: leaders may not resell the campaign, the store has no commission plan, or the caller"
                            + " has offered it in the community ten times."
                            + " already-exists: the caller offers it in the community already")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Response offer(@HeaderParam("Idempotency-Key") String key, NewResale body) {
        StoreId store = caller.store();
        AtomicReference<CampaignId> made = new AtomicReference<>();
        // Prepared for the first request only: the state of the campaign and the shop does not change a given answer.
        Response answer = idempotency.once(
                store,
                caller.name(),
                "my-resales.create",
                key,
                body,
                false,
                () -> resales.prepare(
                        store, leaders.requireActive(store, caller.member()).id(), body.plan()),
                prepared -> {
                    ResaleView view = ResaleView.of(resales.offer(store, prepared, caller.name()));
                    made.set(view.id());
                    return new Idempotency.Answer(
                            201, view, URI.create("/storefront/v1/me/resales/" + view.id()), null);
                });
        Optional.ofNullable(made.get()).ifPresent(resale -> upkeep.soon(store, resale));
        return answer;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "List my resales", description = "Newest first, with what each has earned.")
    @APIResponse(responseCode = "200", description = "A page of resales")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    @APIResponse(responseCode = "404", description = "not-found: the caller is not a leader")
    public Page<ResaleView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return ResaleView.page(resales.ofLeader(caller.store(), leader(), cursor, Page.limit(limit)));
    }

    @GET
    @Path("{id}")
    @Allow(Role.MEMBER)
    @Operation(summary = "Show my resale", description = "With what it has earned.")
    @APIResponse(responseCode = "200", description = "The resale")
    @APIResponse(responseCode = "404", description = "not-found: the caller has no such resale")
    public ResaleView show(@PathParam("id") String id) {
        return ResaleView.of(resales.get(caller.store(), leader(), Check.id(id, "resale", CampaignId::new)));
    }

    @POST
    @Path("{id}/closure")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Close my resale",
            description = "No new teams can be opened; open teams run until their deadlines. Idempotent.")
    @APIResponse(responseCode = "200", description = "Closed")
    @APIResponse(responseCode = "404", description = "not-found: the caller has no such resale")
    public ResaleView close(@PathParam("id") String id) {
        return ResaleView.of(resales.close(caller.store(), leader(), Check.id(id, "resale", CampaignId::new)));
    }

    private LeaderId leader() {
        return leaders.ofMember(caller.store(), caller.member())
                .map(Leader::id)
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }
}
