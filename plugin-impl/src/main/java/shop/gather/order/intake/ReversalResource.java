package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/**
 * The owner's API for paused reversals: whether orders that the shop reports as missing or cancelled are reversed, or
 * wait for the owner.
 */
@Singleton
@Path("/api/v1/reversals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shop connection")
public class ReversalResource {

    private final Reversals reversals;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    ReversalResource(Reversals reversals, AuditLog audit, Transactions transactions, Caller caller) {
        this.reversals = reversals;
        this.audit = audit;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * @param pausedAt since when reversals wait; null unless paused
     * @param waiting the number of orders that wait
     */
    public record ReversalView(boolean paused, Instant pausedAt, long waiting) {
        static ReversalView of(Reversals.Standing standing) {
            return new ReversalView(standing.pausedAt() != null, standing.pausedAt(), standing.waiting());
        }
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Show whether reversals are paused",
            description = "They pause automatically if very many orders are cancelled or missing within an hour.")
    @APIResponse(responseCode = "200", description = "The state of reversals")
    public ReversalView show() {
        return ReversalView.of(reversals.standing(caller.store()));
    }

    @POST
    @Path("/resumption")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Resume paused reversals",
            description = "Each waiting order is read from the shop once more; cancelled and missing ones are "
                    + "reversed. For an hour reversals are not paused again. Idempotent.")
    @APIResponse(responseCode = "200", description = "Reversals are resumed")
    public ReversalView resume() {
        transactions.inStore(caller.store(), () -> {
            if (reversals.resume(caller.store())) {
                audit.record(caller.store(), caller.name(), "reversals.resumed", "orders", "");
            }
        });
        return show();
    }
}
