package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.joda.money.Money;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Payees;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.PositiveAmount;

/** The payout requests of the calling leader. */
@Singleton
@Path("/storefront/v1/me/payout-requests")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payouts")
@SecurityRequirement(name = "member")
public class PayoutRequestStorefrontResource {

    private final Caller caller;
    private final PayoutRequests requests;
    private final Payees payees;
    private final Idempotency idempotency;

    @Inject
    PayoutRequestStorefrontResource(Caller caller, PayoutRequests requests, Payees payees, Idempotency idempotency) {
        this.caller = caller;
        this.requests = requests;
        this.payees = payees;
        this.idempotency = idempotency;
    }

    /**
     * @param amount at most the available balance
     * @param method one of {@code GET /storefront/v1/me/payout-methods}; TRANSFER if it is missing
     */
    @Schema(
            name = "PayoutWish",
            example = "{\"amount\":{\"amount\":\"25.00\",\"currency\":\"EUR\"},\"method\":\"STORE_CREDIT\"}")
    public record PayoutWish(
            @NotNull @PositiveAmount Amount amount,
            @OneOf(PayoutRequest.Method.class) String method) {}

    @POST
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Request a payout",
            description =
                    "Puts the amount on hold until the owner has decided. The store may set a minimum amount, and a "
                            + "leader can have at most 20 undecided requests. The Idempotency-Key never expires.")
    @APIResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = PayoutRequestView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-value: also an amount below the store's minimum; idempotency-key-missing or malformed-body")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not a leader")
    @APIResponse(
            responseCode = "409",
            description =
                    "insufficient-balance: less is available; conflict: too many requests of the caller are undecided; "
                            + "idempotency-key-in-flight")
    @APIResponse(
            responseCode = "422",
            description =
                    "idempotency-key-reused: the key was used with another body; not-supported-by-shop: the shop has "
                            + "no store credit")
    public Response ask(@HeaderParam("Idempotency-Key") String key, PayoutWish body) {
        PayeeId payee = payees.ofMember(caller.store(), caller.member());
        Money amount = body.amount().toMoney();
        PayoutRequest.Method method = PayoutRequest.Method.named(body.method());
        return idempotency.once(caller.store(), caller.name(), "request-payout", key, body, true, () -> {
            PayoutRequestView view =
                    PayoutRequestView.of(requests.request(caller.store(), caller.name(), payee, amount, method));
            return new Idempotency.Answer(
                    201, view, URI.create("/storefront/v1/me/payout-requests/" + view.id()), null);
        });
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "My payout requests", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of requests")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not a leader")
    public Page<PayoutRequestView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        PayeeId payee = payees.ofMember(caller.store(), caller.member());
        return PayoutRequestView.page(requests.page(caller.store(), payee, null, cursor, Page.limit(limit)));
    }

    @GET
    @Path("/{request}")
    @Allow(Role.MEMBER)
    @Operation(summary = "One of my payout requests")
    @APIResponse(responseCode = "200", description = "The request")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not a leader")
    @APIResponse(responseCode = "404", description = "not-found: the caller has no such request")
    public PayoutRequestView find(@PathParam("request") String request) {
        PayeeId payee = payees.ofMember(caller.store(), caller.member());
        return PayoutRequestView.of(
                requests.find(caller.store(), Check.id(request, "payout request", PayoutRequestId::new), payee));
    }
}
