package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The statement of the calling leader. */
@Singleton
@Path("/storefront/v1/me/statement")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger")
@SecurityRequirement(name = "member")
public class MyStatementStorefrontResource {

    private final Caller caller;
    private final Payees payees;
    private final Statements statements;

    @Inject
    MyStatementStorefrontResource(Caller caller, Payees payees, Statements statements) {
        this.caller = caller;
        this.payees = payees;
        this.statements = statements;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(
            summary = "My statement",
            description = "Every posting that concerns the caller, newest first, each with the balances after it.")
    @APIResponse(responseCode = "200", description = "A page of lines")
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-value: the cursor, limit or currency is invalid, or the caller has several currencies and "
                            + "none is given")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not a leader")
    public Page<Statement.Line> page(
            @QueryParam("currency") String currency,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        PayeeId payee = payees.ofMember(caller.store(), caller.member());
        return statements.page(caller.store(), payee, currency, cursor, Page.limit(limit));
    }
}
