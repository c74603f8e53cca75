package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.CustomerSnapshot;

/**
 * Sessions for shops that cannot identify the logged-in customer: the storefront's back end, which logged the customer
 * in, vouches for the customer.
 */
@Singleton
@Path("/api/v1/customer-sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@SecurityRequirement(name = "owner")
public class CustomerSessionResource {

    private final Shops shops;
    private final Sessions sessions;
    private final AuditLog audit;
    private final Caller caller;

    @Inject
    CustomerSessionResource(Shops shops, Sessions sessions, AuditLog audit, Caller caller) {
        this.shops = shops;
        this.sessions = sessions;
        this.audit = audit;
        this.caller = caller;
    }

    /**
     * @param customerId the shop's id of the customer, whom the caller has logged in
     * @param click the click token that a group link added to the shop's address; optional
     */
    @Schema(name = "CustomerSessionRequest", example = "{\"customerId\":\"1042\",\"click\":\"eyJ…\"}")
    public record Vouched(@NotNull @Text(max = 100) String customerId, String click) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.SESSIONS)
    @Operation(
            summary = "Open a session for a customer of the shop",
            description = "For shops that cannot identify the logged-in customer. The storefront's back end logs the "
                    + "customer in, sends the customer's id, and passes the member token to the customer's "
                    + "browser. Keep the key in the back end. Use a key that has only the scope SESSIONS; keys "
                    + "do not have this scope by default. The audit log records which key opened sessions for "
                    + "which member. The member token expires after 15 minutes. Repeating the request creates "
                    + "nothing twice, so no Idempotency-Key is needed.")
    @APIResponse(
            responseCode = "201",
            description = "The session",
            content = @Content(schema = @Schema(implementation = Sessions.Session.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: the shop has no such customer")
    @APIResponse(responseCode = "409", description = "conflict: the store is not connected")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Response open(Vouched body) {
        StoreId store = caller.store();
        String customerId = body.customerId().strip();
        CustomerSnapshot customer = shops.of(store)
                .customers()
                .customer(customerId)
                .orElseThrow(() -> ProblemException.invalid("customerId: the shop has no customer with this id."));
        Sessions.Session session = sessions.open(store, customer, body.click());
        audit.recordOnceADay(
                store, caller.name(), "session.opened", session.member().id().toString(), "vouched for by this key");
        return Sessions.answer(session);
    }
}
