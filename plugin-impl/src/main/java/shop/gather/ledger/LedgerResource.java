package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.ledger.LedgerCheck.Difference;
import shop.gather.ledger.LedgerCheck.TrialBalance;
import shop.gather.ledger.LedgerCheck.Verification;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The books as a whole, for the owner. */
@Singleton
@Path("/api/v1/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger", description = "The books: double entry, append-only, zero in each currency")
@SecurityRequirement(name = "owner")
public class LedgerResource {

    private final Caller caller;
    private final LedgerCheck check;

    @Inject
    LedgerResource(Caller caller, LedgerCheck check) {
        this.caller = caller;
        this.check = check;
    }

    /** @param currencies one entry for each currency that was ever posted */
    public record TrialBalances(List<TrialBalance> currencies) {}

    /** @param rebuilt at most 200; repeat until it is empty */
    public record Rebuilt(List<Difference> rebuilt) {}

    @GET
    @Path("/trial-balance")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Trial balance",
            description =
                    "Sums every account from its entries, in each currency. The total of a currency is zero. Amounts "
                            + "that the store owes or paid are positive,"
                            + " what it cost is negative.")
    @APIResponse(responseCode = "200", description = "The sums")
    public TrialBalances trialBalance() {
        return new TrialBalances(check.trialBalances(caller.store()));
    }

    @GET
    @Path("/verification")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Verify the books",
            description =
                    "Compares each stored balance with the sum of its entries, and adds up each posting. Reads all entries.")
    @APIResponse(responseCode = "200", description = "What was found; agrees is true if nothing was")
    public Verification verify() {
        return check.verify(caller.store());
    }

    @POST
    @Path("/rebuilds")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Rebuild stored balances",
            description =
                    "Sets each stored balance that differs from its entries to their sum. Changes no posting. May be repeated; audited.")
    @APIResponse(responseCode = "200", description = "What was wrong and is mended")
    public Rebuilt rebuild() {
        return new Rebuilt(check.rebuild(caller.store(), caller.name()));
    }
}
