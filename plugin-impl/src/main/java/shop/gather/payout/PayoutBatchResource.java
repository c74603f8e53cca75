package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.ledger.Csv;
import shop.gather.ledger.CsvAnswers;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Payees;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** Payout batches, for the owner. */
@Singleton
@Path("/api/v1/payout-batches")
@Tag(name = "Payouts")
@SecurityRequirement(name = "owner")
public class PayoutBatchResource {

    private final Caller caller;
    private final PayoutBatches batches;
    private final Payees payees;
    private final Idempotency idempotency;

    @Inject
    PayoutBatchResource(Caller caller, PayoutBatches batches, Payees payees, Idempotency idempotency) {
        this.caller = caller;
        this.payees = payees;
        this.batches = batches;
        this.idempotency = idempotency;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Send a batch",
            description = "Puts the oldest approved requests, at most 500, into a batch and moves their amounts to the "
                    + "account in transit. Requests of leaders with a negative available balance, for example "
                    + "after refunds, are skipped and stay approved; leftOut counts them. The Idempotency-Key "
                    + "never expires. Audited.")
    @APIResponse(
            responseCode = "201",
            description = "Sent. Location is the batch with its requests, also available as text/csv for the bank",
            content = @Content(schema = @Schema(implementation = PayoutBatchView.class)))
    @APIResponse(responseCode = "400", description = "idempotency-key-missing")
    @APIResponse(
            responseCode = "409",
            description = "conflict: no approved request can be sent; idempotency-key-in-flight")
    public Response send(@HeaderParam("Idempotency-Key") String key) {
        return idempotency.once(caller.store(), caller.name(), "send-payout-batch", key, Map.of(), true, () -> {
            PayoutBatchView batch = PayoutBatchView.sent(batches.send(caller.store(), caller.name()));
            return new Idempotency.Answer(201, batch, URI.create("/api/v1/payout-batches/" + batch.id()), null);
        });
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(summary = "List batches", description = "Newest first, without their requests.")
    @APIResponse(responseCode = "200", description = "A page of batches")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    public Page<PayoutBatchView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<PayoutBatch> page = batches.page(caller.store(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(PayoutBatchView::of).toList(), page.next());
    }

    @GET
    @Path("/{batch}")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "One batch",
            description = "With its requests. As text/csv: one line per request, with the payee's id and name, amount, "
                    + "currency and reference. With bom=true the document starts with a byte order mark, which "
                    + "some spreadsheets need to read UTF-8.")
    @APIResponse(
            responseCode = "200",
            description = "The batch, or the document",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PayoutBatchView.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "404", description = "not-found: the store has no such batch")
    public Response batch(@PathParam("batch") String batch, @QueryParam("bom") String bom, @Context Request request) {
        PayoutBatches.Filled filled = batches.find(caller.store(), Check.id(batch, "payout batch", PayoutBatchId::new))
                .orElseThrow(() -> ProblemException.notFound("payout batch"));
        return CsvAnswers.isAskedFor(request)
                ? CsvAnswers.attachment("payout-batch-" + filled.batch().id(), document(filled, CsvAnswers.bom(bom)))
                : Response.ok(PayoutBatchView.of(filled), MediaType.APPLICATION_JSON)
                        .build();
    }

    @POST
    @Path("/{batch}/settlement")
    @Produces(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Settle a batch",
            description =
                    "Confirms that the transfers were made: the batch's amounts in transit become paid out. Report a "
                            + "failed transfer on its request, before or after settling. Settling again returns the "
                            + "same answer. Audited.")
    @APIResponse(responseCode = "200", description = "Settled, now or before")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such batch")
    public PayoutBatchView settle(@PathParam("batch") String batch) {
        return PayoutBatchView.of(
                batches.settle(caller.store(), caller.name(), Check.id(batch, "payout batch", PayoutBatchId::new)));
    }

    private String document(PayoutBatches.Filled filled, boolean bom) {
        Map<PayeeId, String> names = payees.names(
                caller.store(),
                filled.requests().stream().map(PayoutRequest::payee).toList());
        List<Object[]> lines = filled.requests().stream()
                .map(request -> new Object[] {
                    request.payee(),
                    names.getOrDefault(request.payee(), ""),
                    request.amount().getAmount(),
                    request.amount().getCurrencyUnit().getCode(),
                    request.id()
                })
                .toList();
        return Csv.document(bom, List.of("payee", "payee_name", "amount", "currency", "reference"), lines);
    }
}
