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
import shop.gather.platform.http.Amount;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.PositiveAmount;
import shop.gather.platform.validation.Text;

/** Debts that the owner writes off. */
@Singleton
@Path("/api/v1/leaders/{leader}/write-offs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger")
@SecurityRequirement(name = "owner")
public class LeaderWriteOffResource {

    private final Caller caller;
    private final Payees payees;
    private final Corrections corrections;
    private final Idempotency idempotency;

    @Inject
    LeaderWriteOffResource(Caller caller, Payees payees, Corrections corrections, Idempotency idempotency) {
        this.caller = caller;
        this.payees = payees;
        this.corrections = corrections;
        this.idempotency = idempotency;
    }

    /**
     * @param amount the amount to write off
     * @param reason shown on the statement
     */
    @Schema(
            name = "WriteOffRequest",
            example = "{\"amount\":{\"amount\":\"12.50\",\"currency\":\"EUR\"},\"reason\":\"Left the programme\"}")
    public record WriteOffRequest(
            @NotNull @PositiveAmount Amount amount,
            @NotNull @Text(max = 500) String reason) {}

    /**
     * A correction as it was posted. Without its reason, because this answer is stored permanently and the reason is
     * erased with the member.
     */
    @Schema(name = "Correction")
    public record Correction(PostingId id, PayeeId leader, Amount amount) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Write off a debt",
            description =
                    "Writes off all or part of a leader's negative available balance. Audited. The Idempotency-Key "
                            + "never expires.")
    @APIResponse(
            responseCode = "201",
            description = "Written off; Location is the statement",
            content = @Content(schema = @Schema(implementation = Correction.class)))
    @APIResponse(responseCode = "400", description = "invalid-value, idempotency-key-missing or malformed-body")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    @APIResponse(responseCode = "409", description = "conflict: the leader owes less; idempotency-key-in-flight")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: the key was used with another body")
    public Response writeOff(
            @PathParam("leader") String leader, @HeaderParam("Idempotency-Key") String key, WriteOffRequest body) {
        PayeeId payee = payees.named(caller.store(), leader);
        Money amount = body.amount().toMoney();
        String reason = body.reason().strip();
        return idempotency.once(caller.store(), caller.name(), "write-off " + payee, key, body, true, () -> {
            PostingId id = corrections.writeOff(caller.store(), caller.name(), payee, amount, reason);
            return new Idempotency.Answer(
                    201,
                    new Correction(id, payee, Amount.of(amount)),
                    URI.create("/api/v1/leaders/" + payee + "/statement"),
                    null);
        });
    }
}
