package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The audit log of a store: decisions and who made them. */
@Singleton
@Path("/api/v1/audit-entries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {

    private final AuditLog audit;
    private final Caller caller;

    @Inject
    AuditResource(AuditLog audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "List audit entries",
            description =
                    "Newest first. Entries cannot be changed or deleted. The parameter action, such as key.created, "
                            + "filters by action. A key that opens sessions for customers (session.opened) has at most "
                            + "one entry per member in 24 hours.")
    @APIResponse(responseCode = "200", description = "A page of entries")
    @APIResponse(responseCode = "400", description = "action, limit or cursor is invalid")
    public Page<AuditLog.Entry> list(
            @QueryParam("action") String action,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return audit.page(
                caller.store(), action == null ? null : Check.text(action, "action", 100), cursor, Page.limit(limit));
    }
}
