package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import shop.gather.ledger.LeaderWriteOffResource.Correction;
import shop.gather.platform.http.Amount;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.PositiveAmount;
import shop.gather.platform.validation.Text;

/** Manual adjustments by the owner. */
@Singleton
@Path("/api/v1/leaders/{leader}/adjustments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger")
@SecurityRequirement(name = "owner")
public class LeaderAdjustmentResource {

    private final Caller caller;
    private final Payees payees;
    private final Corrections corrections;
    private final Idempotency idempotency;

    @Inject
    LeaderAdjustmentResource(Caller caller, Payees payees, Corrections corrections, Idempotency idempotency) {
        this.caller = caller;
        this.payees = payees;
        this.corrections = corrections;
        this.idempotency = idempotency;
    }

    /** Whether the amount is credited to the leader or debited. */
    enum Direction {
        CREDIT,
        DEBIT;

        Money signed(Money amount) {
            return this == CREDIT ? amount : amount.negated();
        }
    }

    /**
     * @param direction CREDIT increases the leader's balance, DEBIT decreases it
     * @param reason shown on the statement
     */
    @Schema(
            name = "AdjustmentRequest",
            example = "{\"direction\":\"CREDIT\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"EUR\"},"
                    + "\"reason\":\"Order 1001 was counted for the wrong leader\"}")
    public record AdjustmentRequest(
            @NotNull @OneOf(Direction.class) String direction,
            @NotNull @PositiveAmount Amount amount,
            @NotNull @Text(max = 500) String reason) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Adjust a leader's balance",
            description = "Increases or decreases the available balance, which may become negative. Audited. The "
                    + "Idempotency-Key never expires.")
    @APIResponse(
            responseCode = "201",
            description = "Posted; Location is the statement",
            content = @Content(schema = @Schema(implementation = Correction.class)))
    @APIResponse(responseCode = "400", description = "invalid-value, idempotency-key-missing or malformed-body")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    @APIResponse(responseCode = "409", description = "idempotency-key-in-flight")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: the key was used with another body")
    public Response adjust(
            @PathParam("leader") String leader, @HeaderParam("Idempotency-Key") String key, AdjustmentRequest body) {
        PayeeId payee = payees.named(caller.store(), leader);
        Money amount = Direction.valueOf(body.direction()).signed(body.amount().toMoney());
        String reason = body.reason().strip();
        return idempotency.once(caller.store(), caller.name(), "adjust " + payee, key, body, true, () -> {
            PostingId id = corrections.adjust(caller.store(), caller.name(), payee, amount, reason);
            return new Idempotency.Answer(
                    201,
                    new Correction(id, payee, Amount.of(amount)),
                    URI.create("/api/v1/leaders/" + payee + "/statement"),
                    null);
        });
    }
}
