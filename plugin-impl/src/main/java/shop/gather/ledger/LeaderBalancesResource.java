package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** A leader's balances, for the owner. */
@Singleton
@Path("/api/v1/leaders/{leader}/balances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger")
@SecurityRequirement(name = "owner")
public class LeaderBalancesResource {

    private final Caller caller;
    private final Payees payees;
    private final Statements statements;

    @Inject
    LeaderBalancesResource(Caller caller, Payees payees, Statements statements) {
        this.caller = caller;
        this.payees = payees;
        this.statements = statements;
    }

    /** @param balances one for each currency in which something was posted for the leader */
    public record BalancesView(List<Balances> balances) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Balances of a leader",
            description =
                    "Pending, available and requested, by currency. Available may be negative; later earnings are "
                            + "netted against it.")
    @APIResponse(responseCode = "200", description = "The balances")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public BalancesView balances(@PathParam("leader") String leader) {
        return new BalancesView(statements.balances(caller.store(), payees.named(caller.store(), leader)));
    }
}
