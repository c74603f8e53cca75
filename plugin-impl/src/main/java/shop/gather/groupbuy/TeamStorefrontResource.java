package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignResource.CampaignView;
import shop.gather.groupbuy.Participations.State;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** Group buying, as a buyer's browser sees it. */
@Path("/storefront/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class TeamStorefrontResource {

    private final Campaigns campaigns;
    private final Places places;
    private final Participations participations;
    private final Teams teams;
    private final Admissions admissions;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    TeamStorefrontResource(
            Campaigns campaigns,
            Places places,
            Participations participations,
            Teams teams,
            Admissions admissions,
            Transactions transactions,
            Caller caller) {
        this.campaigns = campaigns;
        this.places = places;
        this.participations = participations;
        this.teams = teams;
        this.admissions = admissions;
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
            int teamSize,
            String teamDuration,
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
                    view.teamSize(),
                    view.teamDuration(),
                    view.endsAt());
        }
    }

    /** What anybody may see of a team: how full it is, not who is in it. */
    public record TeamProgress(
            UUID id, UUID campaign, String state, int size, int paid, int placesLeft, Instant deadline) {
        static TeamProgress of(Teams.Row team) {
            return new TeamProgress(
                    team.id(),
                    team.campaign(),
                    team.state().name(),
                    team.size(),
                    team.paid(),
                    team.placesLeft(),
                    team.deadline());
        }
    }

    /**
     * A buyer's own place.
     *
     * @param state HELD, PAID, CONFIRMED, EXPIRED, WITHDRAWN, REFUSED, FAILED, LATE or RETURNED
     * @param reason stable code of why; null while all goes its way
     * @param admission PENDING until the shop knows that this buyer gets the price, then READY; the countdown starts then
     * @param redemption what the storefront does with the reference: AUTOMATIC, COUPON_CODE or PRICE_TOKEN; null while pending
     * @param reference hand it to the shop as {@code redemption} says; null while pending
     * @param payUntil when the hold ends; null while pending
     */
    public record Place(
            UUID id,
            UUID team,
            String state,
            String reason,
            String admission,
            String redemption,
            String reference,
            Instant payUntil,
            String orderId) {}

    @GET
    @Path("/campaigns/{id}")
    @Allow(Role.STOREFRONT)
    @Operation(summary = "Show a campaign to buyers", description = "Only while it is published.")
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

    @GET
    @Path("/teams/{id}")
    @Allow(Role.STOREFRONT)
    @Operation(summary = "Show how full a team is", description = "Tells nobody's name.")
    @APIResponse(responseCode = "200", description = "The team")
    @APIResponse(responseCode = "404", description = "There is no such team")
    public TeamProgress team(@PathParam("id") String id) {
        return teams.find(caller.store(), Check.id(id, "team"))
                .map(TeamProgress::of)
                .orElseThrow(() -> ProblemException.notFound("team"));
    }

    @POST
    @Path("/campaigns/{id}/teams")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Open a team and take its first place",
            description = "Ask for the place until its admission is READY, then check out in the shop.")
    @APIResponse(responseCode = "201", description = "Opened; the place is held")
    @APIResponse(responseCode = "400", description = "The Idempotency-Key is missing")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "409", description = "The campaign is not open, or the buyer has an open place in it")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    public Response open(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key) {
        UUID campaignId = Check.id(id, "campaign");
        Campaign campaign = transactions.inStore(caller.store(), () -> campaigns.get(campaignId));
        if (campaign.state == Campaign.State.DRAFT || campaign.state == Campaign.State.REFUSED) {
            throw ProblemException.notFound("campaign");
        }
        return created(places.open(caller.store(), caller.member(), campaign, key));
    }

    @POST
    @Path("/teams/{id}/participations")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Join a team",
            description = "Takes a place. Ask for it until its admission is READY, then check out in the shop.")
    @APIResponse(responseCode = "201", description = "The place is held")
    @APIResponse(responseCode = "400", description = "The Idempotency-Key is missing")
    @APIResponse(responseCode = "404", description = "There is no such team")
    @APIResponse(
            responseCode = "409",
            description = "The team is full or over, or the buyer has an open place in the campaign")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    public Response join(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key) {
        return created(places.join(caller.store(), caller.member(), Check.id(id, "team"), key));
    }

    @GET
    @Path("/me/participations")
    @Allow(Role.MEMBER)
    @Operation(summary = "List one's own places", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of places")
    @APIResponse(responseCode = "400", description = "limit or cursor is not acceptable")
    public Page<Place> mine(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<Participations.Row> page =
                participations.ofMember(caller.store(), caller.member(), cursor, Page.limit(limit));
        List<Place> items = page.items().stream().map(row -> view(row, null)).toList();
        return new Page<>(items, page.next());
    }

    @GET
    @Path("/me/participations/{id}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Show one's own place",
            description = "With what the shop needs to give the price, once it is READY.")
    @APIResponse(responseCode = "200", description = "The place")
    @APIResponse(responseCode = "404", description = "There is no such place")
    public Place show(@PathParam("id") String id) {
        Participations.Row place = own(id);
        String redemption =
                transactions.inStore(caller.store(), () -> String.valueOf(campaigns.get(place.campaign()).redemption));
        return view(place, redemption);
    }

    @DELETE
    @Path("/me/participations/{id}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Give a place back",
            description = "Before paying; afterwards cancel the order in the shop. May be repeated.")
    @APIResponse(responseCode = "204", description = "Given back")
    @APIResponse(responseCode = "404", description = "There is no such place")
    @APIResponse(responseCode = "409", description = "The place is paid")
    public void withdraw(@PathParam("id") String id) {
        Participations.Row place = own(id);
        boolean left = transactions.inStore(caller.store(), () -> {
            boolean moved = participations.move(
                    caller.store(), place.id(), State.HELD, State.WITHDRAWN, "given-back-by-the-buyer");
            if (moved) {
                teams.releaseHeld(caller.store(), place.team());
                admissions.revoke(caller.store(), place);
            }
            return moved;
        });
        State now = participations
                .find(caller.store(), place.id())
                .map(Participations.Row::state)
                .orElse(State.WITHDRAWN);
        if (!left && (now == State.PAID || now == State.CONFIRMED)) {
            throw new ProblemException(ProblemCode.CONFLICT, "The place is paid. Cancel the order in the shop.");
        }
    }

    private Participations.Row own(String id) {
        return participations
                .find(caller.store(), Check.id(id, "place"))
                .filter(place -> place.member().equals(caller.member()))
                .orElseThrow(() -> ProblemException.notFound("place"));
    }

    private Response created(Participations.Row place) {
        admissions.soon(caller.store(), place.id());
        return Response.created(URI.create("/storefront/v1/me/participations/" + place.id()))
                .entity(view(place, null))
                .build();
    }

    private static Place view(Participations.Row place, String redemption) {
        boolean ready = place.admission() == Participations.Admission.READY;
        return new Place(
                place.id(),
                place.team(),
                place.state().name(),
                place.reason(),
                place.admission().name(),
                ready ? redemption : null,
                ready ? place.admissionReference() : null,
                ready ? place.holdUntil() : null,
                place.orderId());
    }
}
