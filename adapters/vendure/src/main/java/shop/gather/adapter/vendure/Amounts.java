package shop.gather.adapter.vendure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Vendure's integers as money and back. Vendure counts in a fixed number of decimals for all currencies (usually 2, also for yen).
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
                    "the shop charges fractions of the smallest unit of " + currency.getCode(),
                    finerThanTheCurrency);
        }
    }

    long value(Money money) {
        return money.getAmount()
                .movePointRight(decimals)
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
    }

    static CurrencyUnit currency(String code) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException unknown) {
            throw new ShopException(ShopError.BAD_ANSWER, "unknown currency " + code, unknown);
        }
    }
}
