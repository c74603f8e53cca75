package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.ledger.LeaderBalancesResource.BalancesView;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The balances of the calling leader. */
@Singleton
@Path("/storefront/v1/me/balances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger")
@SecurityRequirement(name = "member")
public class MyBalancesStorefrontResource {

    private final Caller caller;
    private final Payees payees;
    private final Statements statements;

    @Inject
    MyBalancesStorefrontResource(Caller caller, Payees payees, Statements statements) {
        this.caller = caller;
        this.payees = payees;
        this.statements = statements;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(
            summary = "My balances",
            description =
                    "Pending, available and requested, by currency. Available may be negative; later earnings are "
                            + "netted against it.")
    @APIResponse(responseCode = "200", description = "The balances")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not a leader")
    public BalancesView balances() {
        return new BalancesView(statements.balances(caller.store(), payees.ofMember(caller.store(), caller.member())));
    }
}
