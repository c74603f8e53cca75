package shop.gather.platform.http;

import java.math.BigDecimal;
import java.util.Optional;
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

    private static final long MAX_MINOR = 1_000_000_000_000L;

    public static Amount of(Money money) {
        return new Amount(
                money.getAmount().toPlainString(), money.getCurrencyUnit().getCode());
    }

    public static Amount ofMinor(long minor, String currency) {
        return of(Money.ofMinor(CurrencyUnit.of(currency), minor));
    }

    /** What can be wrong with an amount that was sent. */
    public enum Fault {
        FORM("must look like {\"amount\":\"12.50\",\"currency\":\"EUR\"}."),
        CURRENCY("has an unknown currency; use an ISO 4217 code such as EUR."),
        DECIMALS("has more decimals than its currency."),
        TOO_LARGE("is too large."),
        NOT_POSITIVE("must be more than zero.");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        /** The end of a sentence that begins with the field's name. */
        public String text() {
            return text;
        }
    }

    /** Why it is no positive amount of a known currency; empty if it is one. */
    public Optional<Fault> fault() {
        if (amount == null || currency == null || !amount.matches("-?[0-9]{1,15}(\\.[0-9]{1,3})?")) {
            return Optional.of(Fault.FORM);
        }
        try {
            Money money = toMoney();
            if (Math.abs(money.getAmountMinorLong()) > MAX_MINOR) {
                return Optional.of(Fault.TOO_LARGE);
            }
            return money.isPositive() ? Optional.empty() : Optional.of(Fault.NOT_POSITIVE);
        } catch (IllegalCurrencyException unknown) {
            return Optional.of(Fault.CURRENCY);
        } catch (ArithmeticException tooManyDecimals) {
            return Optional.of(Fault.DECIMALS);
        }
    }

    /** The money that was sent, once it is known to have no {@link #fault}. */
    public Money toMoney() {
        return Money.of(CurrencyUnit.of(currency), new BigDecimal(amount));
    }

    /**
     * The money that was sent.
     *
     * @param name of the field, for the message
     * @throws ProblemException if it has a {@link #fault}
     */
    public Money positive(String name) {
        fault().ifPresent(fault -> {
            throw ProblemException.invalid(name + " " + fault.text());
        });
        return toMoney();
    }
}
