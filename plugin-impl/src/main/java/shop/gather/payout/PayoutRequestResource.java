package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.util.Arrays;
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
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.PositiveAmount;
import shop.gather.platform.validation.Text;

/** Payout requests, for the owner, who decides them. */
@Singleton
@Path("/api/v1/payout-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payouts", description = "Leaders request payouts, the owner decides, batches are sent")
@SecurityRequirement(name = "owner")
public class PayoutRequestResource {

    private final Caller caller;
    private final PayoutRequests requests;
    private final Payees payees;
    private final Idempotency idempotency;

    @Inject
    PayoutRequestResource(Caller caller, PayoutRequests requests, Payees payees, Idempotency idempotency) {
        this.caller = caller;
        this.requests = requests;
        this.payees = payees;
        this.idempotency = idempotency;
    }

    /** @param reason 1 to 500 characters; the leader reads it */
    @Schema(name = "PayoutReason", example = "{\"reason\":\"The account number is missing\"}")
    public record ReasonRequest(@NotNull @Text(max = 500) String reason) {}

    /**
     * @param leader the leader's id
     * @param amount at most the available balance
     * @param method TRANSFER, or STORE_CREDIT where the shop has it; TRANSFER if it is missing
     */
    @Schema(
            name = "OwnersPayoutWish",
            example =
                    "{\"leader\":\"0192f0a4-7d3e-7c11-9c5b-3f2a1d6e8b90\",\"amount\":{\"amount\":\"25.00\",\"currency\":\"EUR\"}}")
    public record OwnersWish(
            String leader,
            @NotNull @PositiveAmount Amount amount,
            @OneOf(PayoutRequest.Method.class) String method) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(summary = "List payout requests", description = "Newest first. Filter by leader, by state, or both.")
    @APIResponse(responseCode = "200", description = "A page of requests")
    @APIResponse(responseCode = "400", description = "invalid-value: the state, cursor or limit is invalid")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public Page<PayoutRequestView> list(
            @QueryParam("leader") String leader,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        PayeeId payee = leader == null ? null : payees.named(caller.store(), leader);
        return PayoutRequestView.page(requests.page(caller.store(), payee, state(state), cursor, Page.limit(limit)));
    }

    @GET
    @Path("/{request}")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(summary = "One payout request")
    @APIResponse(responseCode = "200", description = "The request")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such request")
    public PayoutRequestView find(@PathParam("request") String request) {
        return PayoutRequestView.of(requests.find(caller.store(), id(request), null));
    }

    @POST
    @Path("/{request}/approval")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Approve a payout",
            description =
                    "A transfer is sent with the next batch. For store credit, the shop is asked at once: the request "
                            + "becomes PAID when the shop has given the credit, or FAILED if the shop refuses, and the "
                            + "amount is available to the leader again. Approval is refused if the leader's available "
                            + "balance is negative now, for example after refunds. Requests of a suspended or erased "
                            + "leader need despiteSuspension=true. Approving again returns the same answer. Audited.")
    @APIResponse(responseCode = "200", description = "Approved, now or before")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such request")
    @APIResponse(
            responseCode = "409",
            description =
                    "insufficient-balance: the leader's available balance is negative now; conflict: the request was "
                            + "rejected, or the leader is suspended or erased, or the request is for store credit and "
                            + "the leader has no account at the shop")
    public PayoutRequestView approve(
            @PathParam("request") String request, @QueryParam("despiteSuspension") String despiteSuspension) {
        return PayoutRequestView.of(
                requests.approve(caller.store(), caller.name(), id(request), "true".equals(despiteSuspension)));
    }

    @DELETE
    @Path("/{request}/approval")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Withdraw an approval",
            description = "For a transfer that is not in a batch yet: it waits for a decision again. Withdrawing again "
                    + "returns the same answer. Audited.")
    @APIResponse(responseCode = "200", description = "The request, REQUESTED")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such request")
    @APIResponse(responseCode = "409", description = "conflict: the request was sent or has ended")
    public PayoutRequestView withdraw(@PathParam("request") String request) {
        return PayoutRequestView.of(requests.withdrawApproval(caller.store(), caller.name(), id(request)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Request a payout on behalf of a leader",
            description =
                    "For a leader who cannot request it: erased, suspended, or with less than the store's minimum. "
                            + "Puts the amount on hold; approve the request like any other. The Idempotency-Key never "
                            + "expires. Audited.")
    @APIResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = PayoutRequestView.class)))
    @APIResponse(responseCode = "400", description = "invalid-value, idempotency-key-missing or malformed-body")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    @APIResponse(
            responseCode = "409",
            description = "insufficient-balance: less is available; idempotency-key-in-flight")
    @APIResponse(
            responseCode = "422",
            description =
                    "idempotency-key-reused: the key was used with another body; not-supported-by-shop: the shop has "
                            + "no store credit")
    public Response ask(@HeaderParam("Idempotency-Key") String key, OwnersWish body) {
        PayeeId payee = payees.named(caller.store(), body.leader());
        Money amount = body.amount().toMoney();
        PayoutRequest.Method method = PayoutRequest.Method.named(body.method());
        return idempotency.once(caller.store(), caller.name(), "request-payout " + payee, key, body, true, () -> {
            PayoutRequestView view =
                    PayoutRequestView.of(requests.requestFor(caller.store(), caller.name(), payee, amount, method));
            return new Idempotency.Answer(201, view, URI.create("/api/v1/payout-requests/" + view.id()), null);
        });
    }

    @POST
    @Path("/{request}/rejection")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Reject a payout",
            description =
                    "The amount is available to the leader again. Rejecting again returns the same answer. Audited.")
    @APIResponse(responseCode = "200", description = "Rejected, now or before")
    @APIResponse(responseCode = "400", description = "invalid-value or malformed-body: the reason is missing")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such request")
    @APIResponse(responseCode = "409", description = "conflict: the request was approved; withdraw the approval first")
    public PayoutRequestView reject(@PathParam("request") String request, ReasonRequest body) {
        return PayoutRequestView.of(requests.reject(
                caller.store(), caller.name(), id(request), body.reason().strip()));
    }

    @POST
    @Path("/{request}/failure")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Report a failed transfer",
            description =
                    "For a transfer that did not arrive, or that was returned after the batch was settled: the amount "
                            + "is available to the leader again. For store credit the shop's answer decides; it can be "
                            + "reported as failed only while the shop has not answered and no longer has store credit. "
                            + "Check in the shop first; if the credit was given, adjust the leader's balance. "
                            + "Reporting it again returns the same answer. Audited.")
    @APIResponse(responseCode = "200", description = "Failed, now or before")
    @APIResponse(responseCode = "400", description = "invalid-value or malformed-body: the reason is missing")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such request")
    @APIResponse(
            responseCode = "409",
            description = "conflict: the request was not sent, or is for store credit, which the shop's answer decides")
    public PayoutRequestView fail(@PathParam("request") String request, ReasonRequest body) {
        return PayoutRequestView.of(requests.fail(
                caller.store(), caller.name(), id(request), body.reason().strip()));
    }

    private static PayoutRequestId id(String request) {
        return Check.id(request, "payout request", PayoutRequestId::new);
    }

    private static PayoutRequest.State state(String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(PayoutRequest.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "state must be one of " + Arrays.toString(PayoutRequest.State.values()) + "."));
    }
}
