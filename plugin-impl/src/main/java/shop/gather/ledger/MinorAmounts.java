package shop.gather.ledger;

import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import shop.gather.platform.http.Amount;

/**
 * Converts sums of entries to amounts, including sums that Gather never writes: of any size, or in an unknown currency,
 * which are shown in the stored units.
 */
final class MinorAmounts {

    private MinorAmounts() {}

    static Amount of(BigDecimal minor, String currency) {
        int decimals = isKnown(currency) ? CurrencyUnit.of(currency).getDecimalPlaces() : 0;
        return new Amount(minor.setScale(0).movePointLeft(decimals).toPlainString(), currency);
    }

    static boolean isKnown(String currency) {
        try {
            CurrencyUnit.of(currency);
            return true;
        } catch (IllegalCurrencyException unknown) {
            return false;
        }
    }
}
