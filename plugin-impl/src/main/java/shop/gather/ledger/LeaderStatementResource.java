package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** A leader's statement, for the owner: in pages, or as one document. */
@Singleton
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

    /** As {@link Page}, with a name for the OpenAPI description. */
    @Schema(name = "StatementPage")
    public record StatementPage(List<Statement.Line> items, String next) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Statement of a leader",
            description = "Every posting that concerns the leader, newest first, each with the balances after it. As "
                    + "text/csv: the whole statement, oldest first, with the leader's name. With bom=true the "
                    + "document starts with a byte order mark, which some spreadsheets need to read UTF-8.")
    @APIResponse(
            responseCode = "200",
            description = "A page of lines, or the document",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = StatementPage.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-value: the cursor, limit or currency is invalid, or the leader has several currencies and "
                            + "none is given")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public Response statement(
            @PathParam("leader") String leader,
            @QueryParam("currency") String currency,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @QueryParam("bom") String bom,
            @Context Request request) {
        PayeeId payee = payees.named(caller.store(), leader);
        if (CsvAnswers.isAskedFor(request)) {
            return CsvAnswers.attachment(
                    "statement-" + payee, csv.document(caller.store(), payee, currency, CsvAnswers.bom(bom)));
        }
        Page<Statement.Line> page = statements.page(caller.store(), payee, currency, cursor, Page.limit(limit));
        return Response.ok(new StatementPage(page.items(), page.next()), MediaType.APPLICATION_JSON)
                .build();
    }
}
