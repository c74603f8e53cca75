package shop.gather.shop.alarm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** Alarms, for the owner. */
@Singleton
@Path("/api/v1/alarms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alarms")
public class AlarmResource {

    private final Alarms alarms;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Caller caller;

    @Inject
    AlarmResource(Alarms alarms, AuditLog audit, Transactions transactions, Caller caller) {
        this.alarms = alarms;
        this.audit = audit;
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(summary = "List open alarms", description = "Newest first. Each says what happened and what to do.")
    @APIResponse(responseCode = "200", description = "A page of alarms")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<Alarms.Alarm> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return alarms.open(caller.store(), cursor, Page.limit(limit));
    }

    @POST
    @Path("/{id}/closure")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(summary = "Close an alarm that was handled", description = "Closing an alarm does not remove its cause.")
    @APIResponse(responseCode = "204", description = "Closed")
    @APIResponse(responseCode = "404", description = "The alarm does not exist or is not open")
    public void close(@PathParam("id") String id) {
        UUID alarm = Check.id(id, "alarm");
        transactions.inStore(caller.store(), () -> {
            if (!alarms.close(caller.store(), alarm)) {
                throw ProblemException.notFound("alarm");
            }
            audit.record(caller.store(), caller.name(), "alarm.closed", id, "");
        });
    }
}
