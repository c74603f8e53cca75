package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.ledger.LedgerCheck.Difference;
import shop.gather.ledger.LedgerCheck.TotalDifference;
import shop.gather.ledger.LedgerCheck.TrialBalance;
import shop.gather.ledger.LedgerCheck.Verification;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The whole ledger, for the owner. */
@Singleton
@Path("/api/v1/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger", description = "The ledger: double entry, append-only, sums to zero in each currency")
@SecurityRequirement(name = "owner")
public class LedgerResource {

    private final Caller caller;
    private final LedgerCheck check;
    private final LedgerRebuild rebuild;

    @Inject
    LedgerResource(Caller caller, LedgerCheck check, LedgerRebuild rebuild) {
        this.caller = caller;
        this.check = check;
        this.rebuild = rebuild;
    }

    /** @param currencies one for each currency in which something was posted */
    public record TrialBalances(List<TrialBalance> currencies) {}

    /**
     * @param rebuilt balances that were wrong, at most 200
     * @param recounted totals that were wrong, at most 200
     * @param postings postings whose entries were changed before they were counted, at most 200; they are counted with
     *     their present entries
     */
    public record Rebuilt(List<Difference> rebuilt, List<TotalDifference> recounted, List<RecountedPosting> postings) {}

    @GET
    @Path("/trial-balance")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Trial balance",
            description =
                    "Sums every account in each currency. The total of a currency is zero. Amounts that the store owes "
                            + "or has paid are positive; its expenses are negative.")
    @APIResponse(responseCode = "200", description = "The sums")
    public TrialBalances trialBalance() {
        return new TrialBalances(check.trialBalances(caller.store()));
    }

    @GET
    @Path("/verification")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Verify the ledger",
            description =
                    "Compares each stored balance with its leader's total plus newer entries, compares the totals with "
                            + "one another, and checks that each new posting adds up to zero. With full=true reads all "
                            + "entries of the store instead, which takes some seconds per million postings. Raises an "
                            + "alarm if figures disagree.")
    @Parameter(name = "full", description = "true: compare everything with all entries; the default is false")
    @APIResponse(responseCode = "200", description = "The findings; agrees is true if there are none")
    @APIResponse(responseCode = "400", description = "invalid-value: full is neither true nor false")
    @APIResponse(responseCode = "409", description = "conflict: a full verification of this store is running")
    public Verification verify(@QueryParam("full") String full) {
        if (full != null && !full.equals("true") && !full.equals("false")) {
            throw ProblemException.invalid("full must be true or false.");
        }
        return "true".equals(full) ? check.verifyFully(caller.store()) : check.verify(caller.store());
    }

    @POST
    @Path("/rebuilds")
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Rebuild stored balances",
            description =
                    "Sets each stored balance and each total that differs from the sum of its entries to that sum, "
                            + "then verifies all entries. Changes no posting. Can be repeated. Audited.")
    @APIResponse(responseCode = "200", description = "The values that were wrong and have been corrected")
    @APIResponse(
            responseCode = "409",
            description = "conflict: a full verification of this store is running; nothing was changed")
    public Rebuilt rebuild() {
        return rebuild.rebuild(caller.store(), caller.name());
    }
}
