package shop.gather.referral.commission;

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
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Payees;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for commissions. */
@Singleton
@Path("/api/v1/commissions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commission")
@SecurityRequirement(name = "owner")
public class CommissionResource {

    private final Caller caller;
    private final Commissions commissions;
    private final Payees payees;

    @Inject
    CommissionResource(Caller caller, Commissions commissions, Payees payees) {
        this.caller = caller;
        this.commissions = commissions;
        this.payees = payees;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "List commissions",
            description =
                    "Newest first, at most one for each order and level. Filter by leader, by the shop's order id, or both.")
    @APIResponse(responseCode = "200", description = "A page of commissions")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public Page<CommissionView> list(
            @QueryParam("leader") String leader,
            @QueryParam("order") String order,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        PayeeId payee = leader == null ? null : payees.named(caller.store(), leader);
        return CommissionView.page(commissions.page(caller.store(), payee, order, cursor, Page.limit(limit)));
    }
}
