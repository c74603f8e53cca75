package shop.gather.adapter.vendure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Converts Vendure's integers to money and back. Vendure counts in a fixed number of decimals for all currencies
 * (usually 2, also for yen).
 *
 * @param decimals the shop's money precision
 */
record Amounts(int decimals) {

    Money money(CurrencyUnit currency, long value) {
        try {
            return Money.of(currency, BigDecimal.valueOf(value, decimals), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException finerThanTheCurrency) {
            throw new ShopException(
                    ShopError.BAD_ANSWER,
                    "the shop charges fractions of the smallest unit of " + currency.getCode()
                            + ": give its money strategy the precision " + currency.getDecimalPlaces(),
                    finerThanTheCurrency);
        }
    }

    /**
     * An amount that is computed but not paid, such as a net price: in a shop with more decimals than its currency it
     * need not be a whole minor unit.
     */
    Money nearest(CurrencyUnit currency, long value) {
        return Money.of(currency, BigDecimal.valueOf(value, decimals), RoundingMode.HALF_UP);
    }

    /** Whether the shop can represent this amount: a currency may have more decimals than the shop. */
    boolean has(Money money) {
        return money.getAmount().stripTrailingZeros().scale() <= decimals;
    }

    /** @param money that the shop {@linkplain #has can represent} */
    long value(Money money) {
        return money.getAmount()
                .movePointRight(decimals)
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
    }
}
