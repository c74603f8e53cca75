package shop.gather.groupbuy.standing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.Text;

/** The storefront API for a member's own standing orders. The id is that of any cycle's campaign. */
@Singleton
@Path("/storefront/v1/me/standing-orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class StandingOrderStorefrontResource {

    private final StandingOrders orders;
    private final Caller caller;
    private final Clock clock;

    @Inject
    StandingOrderStorefrontResource(StandingOrders orders, Caller caller, Clock clock) {
        this.orders = orders;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param until a date in the store's zone */
    public record Pause(
            @Schema(
                    description = "A date in the store's zone: the order takes part in cycles that open from then on",
                    example = "2027-01-11")
            @NotNull
            @Text(max = 10)
            String until) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "List one's own standing orders", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of standing orders")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<StandingOrderView> mine(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<StandingOrder> page = orders.page(caller.store(), caller.member(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    @PUT
    @Path("/{id}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Order the same in each cycle, or change that",
            description =
                    "Applies to the cycles that open from now on. When a cycle opens, Gather takes the places by the"
                            + " rules of every join, and the message standing-order-ready says until when to pay. A place that is"
                            + " not paid is free for others after the campaign's hold. Idempotent.")
    @APIResponse(responseCode = "200", description = "The standing order")
    @APIResponse(responseCode = "400", description = "The campaign does not sell that, or not so many units to a buyer")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or it does not repeat")
    @APIResponse(responseCode = "409", description = "The series has ended, or the campaign is no group order")
    public StandingOrderView put(@PathParam("id") String id, NewStandingOrder body) {
        String point = body.pickupPointId();
        return view(orders.put(
                caller.store(),
                caller.member(),
                campaign(id),
                body.wanted(),
                point == null ? null : Check.id(point.strip(), "pickup point").toString()));
    }

    @GET
    @Path("/{id}")
    @Allow(Role.MEMBER)
    @Operation(summary = "Show one's own standing order")
    @APIResponse(responseCode = "200", description = "The standing order")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or no standing order in its series")
    public StandingOrderView show(@PathParam("id") String id) {
        return view(orders.get(caller.store(), caller.member(), campaign(id)));
    }

    @DELETE
    @Path("/{id}")
    @Allow(Role.MEMBER)
    @Operation(
            summary = "End one's own standing order",
            description = "Places that it has taken stay: leave them if they are not wanted. Idempotent.")
    @APIResponse(responseCode = "204", description = "There is no standing order any more")
    @APIResponse(responseCode = "404", description = "There is no such campaign that repeats")
    public void end(@PathParam("id") String id) {
        orders.end(caller.store(), caller.member(), campaign(id));
    }

    @PUT
    @Path("/{id}/pause")
    @Allow(Role.MEMBER)
    @Operation(summary = "Pause one's own standing order", description = "Replaces an earlier pause. Idempotent.")
    @APIResponse(responseCode = "200", description = "The standing order")
    @APIResponse(responseCode = "400", description = "until is missing, or no date")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or no standing order in its series")
    public StandingOrderView pause(@PathParam("id") String id, Pause body) {
        return view(orders.pause(caller.store(), caller.member(), campaign(id), date(body.until())));
    }

    @DELETE
    @Path("/{id}/pause")
    @Allow(Role.MEMBER)
    @Operation(summary = "Resume one's own standing order", description = "Idempotent.")
    @APIResponse(responseCode = "200", description = "The standing order")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or no standing order in its series")
    public StandingOrderView resume(@PathParam("id") String id) {
        return view(orders.resume(caller.store(), caller.member(), campaign(id)));
    }

    private StandingOrderView view(StandingOrder order) {
        return StandingOrderView.of(order, clock.instant());
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text.strip());
            if (date.getYear() >= 2000 && date.getYear() < 2200) {
                return date;
            }
        } catch (DateTimeException notOne) {
            // Refused below.
        }
        throw ProblemException.invalid("until must be a date such as 2027-01-11.");
    }

    private static CampaignId campaign(String id) {
        return Check.id(id, "campaign", CampaignId::new);
    }
}
