package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceRebate;
import shop.gather.groupbuy.place.PlaceView;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.MemberId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for teams. */
@Singleton
@Path("/api/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class TeamResource {

    private final Campaigns campaigns;
    private final Teams teams;
    private final TeamClosing ends;
    private final Participations participations;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    TeamResource(
            Campaigns campaigns,
            Teams teams,
            TeamClosing ends,
            Participations participations,
            AuditLog audit,
            Transactions transactions,
            Caller caller) {
        this.campaigns = campaigns;
        this.teams = teams;
        this.ends = ends;
        this.participations = participations;
        this.audit = audit;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * @param minimum the number of paid places that the team needs at its deadline
     * @param minimumUnits the number of paid units that the team needs at its deadline; 0 if only places count
     * @param capacity the most units of all places together; 0 if only places are limited
     * @param unitsPaid the number of units of the paid places
     * @param price the price of one unit: the final price once the team has succeeded, before that the price if it
     *     succeeded now
     * @param winners the number of paid places that get the article, by a draw; null if all do
     * @param help how far friends have lowered the price; null if they cannot
     */
    public record TeamView(
            TeamId id,
            CampaignId campaign,
            String state,
            int size,
            int minimum,
            int minimumUnits,
            int capacity,
            int paid,
            int unitsPaid,
            int held,
            int placesLeft,
            Instant openedAt,
            Instant deadline,
            Instant closedAt,
            Amount price,
            Integer winners,
            HelpProgress help) {
        static TeamView of(Team team, CampaignTerms terms) {
            return new TeamView(
                    team.id(),
                    team.campaign(),
                    team.state().name(),
                    team.size(),
                    team.minimum(),
                    team.minimumUnits(),
                    team.capacity(),
                    team.paid(),
                    team.units(),
                    team.held(),
                    team.placesLeft(),
                    team.openedAt(),
                    team.deadline(),
                    team.closedAt(),
                    Amount.of(team.price(terms)),
                    terms.winners(),
                    HelpProgress.of(team, terms));
        }
    }

    /**
     * @param variantId the further article that the buyer chose; null for the main one
     * @param quantity the number of units that the buyer asked for
     * @param unitsPaid the number of units that the order has paid for and that are not cancelled
     * @param reason a stable code that explains the state
     * @param rebate the buyer's rebate; null before the order was read, and where the shop charges the final price
     * @param delivered what was delivered, in grams or pieces as the campaign's deliveryPolicy says; null if nothing was
     *     recorded
     */
    public record PlaceView(
            ParticipationId id,
            MemberId member,
            String variantId,
            int quantity,
            int unitsPaid,
            String state,
            String reason,
            String admission,
            String orderId,
            PlaceRebate rebate,
            Long delivered,
            Instant createdAt) {
        public static PlaceView of(Participation place, String currency) {
            return new PlaceView(
                    place.id(),
                    place.member(),
                    place.variantId(),
                    place.quantity(),
                    place.units(),
                    place.state().name(),
                    place.reason(),
                    place.admission().name(),
                    place.orderId(),
                    PlaceRebate.of(place, currency),
                    place.delivered(),
                    place.createdAt());
        }
    }

    /**
     * A team with all its places, including those that have ended.
     *
     * @param opener the place whose buyer counts as the opener: the one with which the team was opened or, if that has
     *     ended, the one that was paid first; null if no such place is left
     */
    public record TeamDetails(TeamView team, ParticipationId opener, List<PlaceView> places) {}

    @GET
    @Path("/{id}")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "Show a team", description = "Returns all its places, with the reasons for their states.")
    @APIResponse(responseCode = "200", description = "The team")
    @APIResponse(responseCode = "404", description = "There is no such team")
    public TeamDetails show(@PathParam("id") String id) {
        return details(find(id));
    }

    @POST
    @Path("/{id}/cancellation")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "End a team that is not full",
            description = "The payments of its buyers are refunded. Idempotent.")
    @APIResponse(responseCode = "200", description = "Ended")
    @APIResponse(responseCode = "404", description = "There is no such team")
    @APIResponse(responseCode = "409", description = "The team has succeeded")
    public TeamDetails cancel(@PathParam("id") String id) {
        Team team = find(id);
        if (ends.cancel(caller.store(), team.id())) {
            transactions.inStore(
                    caller.store(), () -> audit.record(caller.store(), caller.name(), "team.cancelled", id, ""));
        }
        Team now = find(id);
        if (now.state() == Team.State.SUCCEEDED) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "The team has succeeded. You can only cancel single orders in the shop.");
        }
        return details(now);
    }

    @POST
    @Path("/{id}/acceptance")
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Accept a team that is not full",
            description = "The team ends now and succeeds with the places that are paid, once the shop was asked for "
                    + "last payments; nobody is invented. Buyers who have not paid lose their places. The price is the"
                    + " one that the paid places have reached, at least that of the team's minimum. Poll the team"
                    + " until it has succeeded. Idempotent.")
    @APIResponse(responseCode = "200", description = "It succeeds, or has succeeded before")
    @APIResponse(responseCode = "404", description = "There is no such team")
    @APIResponse(
            responseCode = "409",
            description = "No place of the team is paid, the paid units fill no full case, or the team has failed")
    public TeamDetails accept(@PathParam("id") String id) {
        Team team = find(id);
        if (ends.acceptShort(caller.store(), team.id())) {
            transactions.inStore(
                    caller.store(),
                    () -> audit.record(
                            caller.store(), caller.name(), "team.accepted", id, team.paid() + " of " + team.size()));
        }
        Team now = find(id);
        if (now.state() == Team.State.FAILED || (!now.isOver() && now.paid() == 0)) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "Only a team with at least one paid place that has not failed can succeed.");
        }
        return details(now);
    }

    private Team find(String id) {
        return teams.find(caller.store(), Check.id(id, "team", TeamId::new))
                .orElseThrow(() -> ProblemException.notFound("team"));
    }

    private TeamDetails details(Team team) {
        CampaignTerms terms = campaigns.offer(caller.store(), team.campaign()).terms();
        String currency = terms.checkoutPrice().getCurrencyUnit().getCode();
        List<PlaceView> places = participations.ofTeam(caller.store(), team.id()).stream()
                .map(place -> PlaceView.of(place, currency))
                .toList();
        return new TeamDetails(
                TeamView.of(team, terms),
                participations.opener(caller.store(), team.id()).orElse(null),
                places);
    }
}
