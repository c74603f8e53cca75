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

/** The storefront API for the caller's own commissions as a leader. */
@Singleton
@Path("/storefront/v1/me/commissions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commission")
@SecurityRequirement(name = "member")
public class CommissionStorefrontResource {

    private final Caller caller;
    private final Commissions commissions;
    private final Payees payees;

    @Inject
    CommissionStorefrontResource(Caller caller, Commissions commissions, Payees payees) {
        this.caller = caller;
        this.commissions = commissions;
        this.payees = payees;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "My commissions", description = "The commissions of the caller as a leader, newest first.")
    @APIResponse(responseCode = "200", description = "A page of commissions")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not a leader")
    public Page<CommissionView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        PayeeId payee = payees.ofMember(caller.store(), caller.member());
        return CommissionView.page(commissions.page(caller.store(), payee, null, cursor, Page.limit(limit)));
    }
}
