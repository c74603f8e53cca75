package shop.gather.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.joda.money.Money;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.PositiveAmount;

/** The owner's settings for payouts. */
@Singleton
@Path("/api/v1/payout-settings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payouts")
@SecurityRequirement(name = "owner")
public class PayoutSettingsResource {

    private final Caller caller;
    private final PayoutLimits limits;

    @Inject
    PayoutSettingsResource(Caller caller, PayoutLimits limits) {
        this.caller = caller;
        this.limits = limits;
    }

    /**
     * @param minimumAmounts the smallest payout that a leader may request, one per currency; empty if only the defaults
     *     apply
     */
    @Schema(name = "PayoutSettings", example = "{\"minimumAmounts\":[{\"amount\":\"25.00\",\"currency\":\"EUR\"}]}")
    public record PayoutSettings(
            @NotNull(message = LIST) @Size(max = 50, message = LIST)
            List<@NotNull @PositiveAmount Amount> minimumAmounts) {

        private static final String LIST = "must be a list of at most 50 amounts; it may be empty.";
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Show the settings for payouts",
            description =
                    "A currency that is not listed has the default minimum: one unit, such as EUR 1.00, or 100 units "
                            + "of a currency without decimals, such as JPY 100.")
    @APIResponse(responseCode = "200", description = "The settings")
    public PayoutSettings show() {
        return new PayoutSettings(
                limits.minimums(caller.store()).stream().map(Amount::of).toList());
    }

    @PUT
    @Allow(value = Role.OWNER, scope = Scope.MONEY)
    @Operation(
            summary = "Change the settings for payouts",
            description =
                    "Replaces all settings: a currency that is left out returns to its default. Existing requests are "
                            + "not affected. Audited.")
    @APIResponse(responseCode = "200", description = "The settings")
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-value or malformed-body: an amount is missing, not positive or of an unknown currency, "
                            + "or a currency is named twice")
    public PayoutSettings change(PayoutSettings body) {
        List<Money> minimums =
                body.minimumAmounts().stream().map(Amount::toMoney).toList();
        if (minimums.stream().map(Money::getCurrencyUnit).distinct().count() != minimums.size()) {
            throw ProblemException.invalid("minimumAmounts names a currency twice.");
        }
        limits.change(caller.store(), caller.name(), minimums);
        return show();
    }
}
