package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.ledger.Payees;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The payout methods that the calling leader can choose. */
@Singleton
@Path("/storefront/v1/me/payout-methods")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payouts")
@SecurityRequirement(name = "member")
public class PayoutMethodStorefrontResource {

    private final Caller caller;
    private final PayoutRequests requests;
    private final Payees payees;

    @Inject
    PayoutMethodStorefrontResource(Caller caller, PayoutRequests requests, Payees payees) {
        this.caller = caller;
        this.requests = requests;
        this.payees = payees;
    }

    /** @param methods TRANSFER always; STORE_CREDIT where the connected shop has it */
    @Schema(name = "PayoutMethods", example = "{\"methods\":[\"TRANSFER\",\"STORE_CREDIT\"]}")
    public record PayoutMethods(Set<PayoutRequest.Method> methods) {}

    @GET
    @Allow(Role.MEMBER)
    @Operation(summary = "How I can be paid", description = "The values that a payout request accepts as its method.")
    @APIResponse(responseCode = "200", description = "The methods")
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not a leader")
    public PayoutMethods methods() {
        payees.ofMember(caller.store(), caller.member());
        return new PayoutMethods(requests.methods(caller.store()));
    }
}
