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

/** Whether orders that the shop denies or has cancelled are taken back, or wait for the owner. */
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
     * @param waiting how many orders wait
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
            description = "They pause by themselves when the shop cancels or denies very many orders within an hour.")
    @APIResponse(responseCode = "200", description = "How reversals stand")
    public ReversalView show() {
        return ReversalView.of(reversals.standing(caller.store()));
    }

    @POST
    @Path("/resumption")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Let paused reversals go on",
            description = "Each waiting order is read from the shop once more; what is gone is reversed. For an hour "
                    + "nothing is paused again. May be repeated.")
    @APIResponse(responseCode = "200", description = "They go on")
    public ReversalView resume() {
        transactions.inStore(caller.store(), () -> {
            if (reversals.resume(caller.store())) {
                audit.record(caller.store(), caller.name(), "reversals.resumed", "orders", "");
            }
        });
        return show();
    }
}
