package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** A leader's statement, for the owner: in pages, or as a whole document. */
@Path("/api/v1/leaders/{leader}/statement")
@Tag(name = "Ledger")
@SecurityRequirement(name = "owner")
public class LeaderStatementResource {

    private final Caller caller;
    private final Payees payees;
    private final Statements statements;
    private final StatementCsv csv;

    @Inject
    LeaderStatementResource(Caller caller, Payees payees, Statements statements, StatementCsv csv) {
        this.caller = caller;
        this.payees = payees;
        this.statements = statements;
        this.csv = csv;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Statement of a leader",
            description =
                    "Every posting that concerns the leader, newest first, each with the balances after it. As text/csv: the whole statement, oldest first.")
    @APIResponse(responseCode = "200", description = "A page of lines")
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-value: a cursor, limit or currency that is none, or several currencies and none named")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public Page<Statement.Line> page(
            @PathParam("leader") String leader,
            @QueryParam("currency") String currency,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        UUID payee = payees.named(caller.store(), leader);
        return statements.page(caller.store(), payee, currency, cursor, Page.limit(limit));
    }

    @GET
    @Produces(Csv.MEDIA_TYPE + ";charset=utf-8;qs=0.5")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(hidden = true)
    public Response document(@PathParam("leader") String leader, @QueryParam("currency") String currency) {
        UUID payee = payees.named(caller.store(), leader);
        return Response.ok(csv.document(caller.store(), payee, currency))
                .header("Content-Disposition", "attachment; filename=\"statement-" + payee + ".csv\"")
                .build();
    }
}
