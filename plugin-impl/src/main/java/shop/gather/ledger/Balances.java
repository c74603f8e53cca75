package shop.gather.ledger;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import shop.gather.platform.http.Amount;

/**
 * A payee's balances in one currency.
 *
 * @param pending earned, but still frozen
 * @param available available for payout; negative if earnings were reversed after they were paid out
 * @param requested requested and not sent yet
 */
@Schema(description = "A leader's balances in one currency; available may be negative")
public record Balances(String currency, Amount pending, Amount available, Amount requested) {

    static Balances of(Standing standing) {
        return new Balances(
                standing.pending().getCurrencyUnit().getCode(),
                Amount.of(standing.pending()),
                Amount.of(standing.available()),
                Amount.of(standing.requested()));
    }

    /** The three balances of a payee in one currency, or changes to them. */
    record Standing(Money pending, Money available, Money requested) {
        Standing minus(Standing other) {
            return new Standing(
                    pending.minus(other.pending), available.minus(other.available), requested.minus(other.requested));
        }

        Standing plus(Standing other) {
            return new Standing(
                    pending.plus(other.pending), available.plus(other.available), requested.plus(other.requested));
        }
    }
}
