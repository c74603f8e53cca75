package shop.sample.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import shop.sample.platform.Problem;

/**
 * What somebody asks for who opens a shop. Only the id and the currency are needed.
 *
 * @param id 1 to 60 small letters, digits and dashes
 * @param currency an ISO 4217 code
 * @param taxPercent as text, for example {@code "8.875"}
 * @param shippingAmount in minor units
 * @param captureWithin an ISO 8601 duration, 7 days if missing
 * @param sessionLifetime an ISO 8601 duration, a day if missing
 * @param switchedOff names of capabilities that this shop lacks for programs; by hand the owner can do everything
 */
public record NewShop(
        String id,
        String name,
        String currency,
        Boolean pricesIncludeTax,
        String taxPercent,
        Long shippingAmount,
        String captureWithin,
        String sessionLifetime,
        List<String> switchedOff) {

    Shop toShop(String ownerKeyHash, String adminKeyHash, String webhookSecret, String fingerprint) {
        if (id == null || !id.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            throw Problem.invalid("id must be 1 to 60 small letters, digits and dashes");
        }
        return new Shop(
                id,
                name == null || name.isBlank() ? id : name,
                checkedCurrency(),
                !Boolean.FALSE.equals(pricesIncludeTax),
                tax(),
                notNegative(shippingAmount),
                duration(captureWithin, Duration.ofDays(7)),
                duration(sessionLifetime, Duration.ofDays(1)),
                ownerKeyHash,
                adminKeyHash,
                webhookSecret,
                fingerprint,
                "",
                switchedOff == null ? Set.of() : Capability.named(switchedOff));
    }

    private String checkedCurrency() {
        try {
            Currency known = Currency.getInstance(Objects.toString(currency, ""));
            if (known.getDefaultFractionDigits() < 0) {
                throw Problem.invalid(currency + " has no minor unit, nobody can pay with it");
            }
            return known.getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("currency must be an ISO 4217 code");
        }
    }

    private BigDecimal tax() {
        try {
            BigDecimal tax = new BigDecimal(Objects.toString(taxPercent, "0"));
            if (tax.signum() < 0 || tax.compareTo(BigDecimal.valueOf(100)) > 0 || tax.scale() > 4) {
                throw Problem.invalid("taxPercent must be 0 to 100 with at most 4 decimals");
            }
            return tax;
        } catch (NumberFormatException e) {
            throw Problem.invalid("taxPercent must be a number");
        }
    }

    private static long notNegative(Long amount) {
        if (amount != null && amount < 0) {
            throw Problem.invalid("shippingAmount must not be negative");
        }
        return amount == null ? 0 : amount;
    }

    private static Duration duration(String text, Duration otherwise) {
        try {
            Duration duration = text == null ? otherwise : Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) {
                throw Problem.invalid("a duration must be positive");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw Problem.invalid("a duration must look like PT168H");
        }
    }
}
