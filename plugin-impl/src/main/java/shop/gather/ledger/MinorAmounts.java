package shop.gather.ledger;

import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import shop.gather.platform.http.Amount;

/**
 * Shows sums of entries as amounts, also such sums as Gather never writes: of any size, and of an unknown currency, then
 * in the units in which they are stored.
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
