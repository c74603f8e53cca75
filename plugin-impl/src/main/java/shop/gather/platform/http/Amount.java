package shop.gather.platform.http;

import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/** Money as it is sent: a decimal string with exactly the currency's decimals, and the ISO 4217 code. */
@Schema(description = "An amount of money, with exactly the decimals of its currency")
public record Amount(
        @Schema(required = true, pattern = "^-?[0-9]{1,15}(\\.[0-9]{1,3})?$", example = "12.50")
        String amount,

        @Schema(required = true, pattern = "^[A-Z]{3}$", description = "ISO 4217", example = "EUR")
        String currency) {

    public static Amount of(Money money) {
        return new Amount(
                money.getAmount().toPlainString(), money.getCurrencyUnit().getCode());
    }

    public static Amount ofMinor(long minor, String currency) {
        return of(Money.ofMinor(CurrencyUnit.of(currency), minor));
    }

    /**
     * The money that was sent.
     *
     * @param name of the field, for the message
     * @throws ProblemException if it is no amount of a known currency, has too many decimals, or is not positive or
     *     absurdly large
     */
    public Money positive(String name) {
        Money money = money(name);
        if (!money.isPositive()) {
            throw ProblemException.invalid(name + " must be more than zero.");
        }
        return money;
    }

    private Money money(String name) {
        if (amount == null || currency == null || !amount.matches("-?[0-9]{1,15}(\\.[0-9]{1,3})?")) {
            throw ProblemException.invalid(name + " must look like {\"amount\":\"12.50\",\"currency\":\"EUR\"}.");
        }
        try {
            Money money = Money.of(CurrencyUnit.of(currency), new BigDecimal(amount));
            if (Math.abs(money.getAmountMinorLong()) > 1_000_000_000_000L) {
                throw ProblemException.invalid(name + " is too large.");
            }
            return money;
        } catch (IllegalCurrencyException unknown) {
            throw ProblemException.invalid(name + " has an unknown currency; use an ISO 4217 code such as EUR.");
        } catch (ArithmeticException tooManyDecimals) {
            throw ProblemException.invalid(name + " has more decimals than its currency.");
        }
    }
}
