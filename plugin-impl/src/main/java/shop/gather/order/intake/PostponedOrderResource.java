package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for the orders that Gather could not read or apply. */
@Singleton
@Path("/api/v1/postponed-orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shop connection")
public class PostponedOrderResource {

    private final PostponedOrders postponed;
    private final Intake intake;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    PostponedOrderResource(
            PostponedOrders postponed, Intake intake, AuditLog audit, Transactions transactions, Caller caller) {
        this.postponed = postponed;
        this.intake = intake;
        this.audit = audit;
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "List orders that could not be read or applied",
            description =
                    "Latest first. Gather retries each automatically, at least every 5 minutes, except skipped ones.")
    @APIResponse(responseCode = "200", description = "A page of postponed orders")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<PostponedOrders.View> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return postponed.page(caller.store(), cursor, Page.limit(limit));
    }

    @POST
    @Path("/{id}/retry")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Read a postponed order again now",
            description = "The order is read in the background. It leaves the list when it has been applied.")
    @APIResponse(responseCode = "204", description = "It is read again")
    @APIResponse(responseCode = "404", description = "There is no such postponed order; perhaps it has been applied")
    public void retry(@PathParam("id") String id) {
        String orderId = change(id, "order.retried", postponed::retry);
        intake.readSoon(caller.store(), orderId);
    }

    @POST
    @Path("/{id}/skip")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Skip a postponed order",
            description =
                    "The order is not read again until the shop reports that it has changed, or until it is retried. "
                            + "Its alarm is closed, and teams are decided without it.")
    @APIResponse(responseCode = "204", description = "It is skipped")
    @APIResponse(responseCode = "404", description = "There is no such postponed order; perhaps it has been applied")
    public void skip(@PathParam("id") String id) {
        change(id, "order.skipped", orderId -> postponed.skip(caller.store(), orderId));
    }

    private String change(String id, String action, Consumer<String> change) {
        StoreId store = caller.store();
        return transactions.inStore(store, () -> {
            PostponedOrders.View order = postponed
                    .lock(Check.id(id, "postponed order"))
                    .orElseThrow(() -> ProblemException.notFound("postponed order"));
            change.accept(order.orderId());
            audit.record(store, caller.name(), action, order.orderId(), order.reason());
            return order.orderId();
        });
    }
}
