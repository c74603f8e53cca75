package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.settlement.PlaceDecisions.Decision;
import shop.gather.groupbuy.team.TeamResource;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.Text;

/** The owner's API for decisions about single places. */
@Singleton
@Path("/api/v1/participations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class ParticipationResource {

    private final OrderDecisions decisions;
    private final Campaigns campaigns;
    private final Caller caller;

    @Inject
    ParticipationResource(OrderDecisions decisions, Campaigns campaigns, Caller caller) {
        this.decisions = decisions;
        this.campaigns = campaigns;
        this.caller = caller;
    }

    /**
     * @param orderId the order's id in the shop
     * @param decision ACCEPT or DECLINE
     * @param reason for the audit log, at most 500 characters
     */
    @Schema(
            name = "OrderDecision",
            example = "{\"orderId\":\"1042\",\"decision\":\"ACCEPT\",\"reason\":\"The discount was agreed by phone.\"}")
    public record DecisionRequest(
            @NotNull @Text(max = 100) String orderId,
            @NotNull @OneOf(Decision.class) String decision,
            @NotNull @Text(max = 500) String reason) {}

    @POST
    @Path("/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Decide whether an order pays for a place",
            description = "For orders that do not pay for a place automatically; an alarm names each: paid less "
                    + "than the place costs or in another currency, paid at delivery after the hold, exchanged, or"
                    + " restored after the place was given up. ACCEPT counts the place as paid by the order "
                    + "if the team still has a free place. DECLINE closes the alarm, and the order "
                    + "never pays for the place;"
                    + " it stays as it is in the shop. Repeating a decision gives the same "
                    + "answer; a declined order can be accepted later. Audited.")
    @APIResponse(responseCode = "200", description = "Decided, by this request or an earlier one")
    @APIResponse(
            responseCode = "400",
            description = "invalid-value or malformed-body: orderId, decision or reason is missing or invalid")
    @APIResponse(
            responseCode = "404",
            description = "not-found: the store has no such participation, or Gather knows no such order")
    @APIResponse(
            responseCode = "409",
            description =
                    "conflict: the order is not from the place's buyer, is not paid, has no line of the article, or "
                            + "the team has no free place; or it pays for the place and cannot be declined")
    public TeamResource.PlaceView decide(@PathParam("id") String id, DecisionRequest request) {
        Participation place = decisions.decide(
                caller.store(),
                caller.name(),
                Check.id(id, "participation", ParticipationId::new),
                request.orderId().strip(),
                Decision.valueOf(request.decision()),
                request.reason().strip());
        String currency =
                campaigns.offer(caller.store(), place.campaign()).currency().getCode();
        return TeamResource.PlaceView.of(place, currency);
    }
}
