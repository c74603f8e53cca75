package shop.gather.groupbuy.presale.opening;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.presale.Presales;
import shop.gather.groupbuy.presale.Presales.Presale;
import shop.gather.groupbuy.presale.Presales.State;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API that opens the payment of a presale. */
@Singleton
@Path("/api/v1/campaigns/{id}/payment-opening")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class PaymentOpeningResource {

    private final PaymentOpenings openings;
    private final Presales presales;
    private final Reservations reservations;
    private final Campaigns campaigns;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    PaymentOpeningResource(
            PaymentOpenings openings,
            Presales presales,
            Reservations reservations,
            Campaigns campaigns,
            Transactions transactions,
            Caller caller) {
        this.openings = openings;
        this.presales = presales;
        this.reservations = reservations;
        this.campaigns = campaigns;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * @param state RESERVING; ASKED while the shop is asked for the price; OPEN
     * @param placesReserved the places whose payment is not open yet
     * @param unitsReserved the units of these places
     * @param openedAt null until the payment is open
     * @param payUntil until when the buyers who had reserved can pay; null until the payment is open
     * @param refusal why the payment was not opened the last time; null otherwise
     */
    public record PaymentOpening(
            CampaignId campaign,
            String state,
            int placesReserved,
            long unitsReserved,
            Instant openedAt,
            Instant payUntil,
            String refusal) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Show the demand of a presale",
            description = "How many buyers have reserved, and whether the payment is open.")
    @APIResponse(responseCode = "200", description = "The presale")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(responseCode = "409", description = "The campaign is no presale")
    public PaymentOpening show(@PathParam("id") String id) {
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        PaymentOpenings.policy(campaigns.offer(caller.store(), campaign));
        return view(campaign);
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Open the payment of a presale",
            description =
                    "Reads the shop's price again and asks the shop for the group price. When it has accepted, each"
                            + " buyer who has reserved gets a message and may pay for payWithin; further buyers pay when"
                            + " they take a place. Poll the state until it is OPEN. It cannot be taken back. Idempotent.")
    @APIResponse(responseCode = "200", description = "It is being opened, or open")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    @APIResponse(
            responseCode = "409",
            description = "The campaign is no presale, nobody has reserved, its end is nearer than payWithin, or it has"
                    + " ended. PRICE_NOT_BELOW_SHOP, ARTICLE_MISSING, CURRENCY_CHANGED: the shop's article has"
                    + " changed since the campaign was published")
    @APIResponse(responseCode = "503", description = "The shop cannot be reached")
    public PaymentOpening open(@PathParam("id") String id) {
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        openings.open(caller.store(), campaign, caller.name());
        return view(campaign);
    }

    private PaymentOpening view(CampaignId campaign) {
        Reservations.Demand demand = reservations.demand(caller.store(), new TeamId(campaign.value()));
        Optional<Presale> presale = transactions.inStore(caller.store(), () -> presales.find(caller.store(), campaign));
        return new PaymentOpening(
                campaign,
                presale.map(Presale::state).orElse(State.RESERVING).name(),
                demand.places(),
                demand.units(),
                presale.map(Presale::openedAt).orElse(null),
                presale.map(Presale::payUntil).orElse(null),
                presale.map(Presale::refusal).orElse(null));
    }
}
