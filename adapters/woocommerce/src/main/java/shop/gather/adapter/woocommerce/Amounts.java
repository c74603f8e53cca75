package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Converts WooCommerce's decimals to money and back. */
final class Amounts {

    private Amounts() {}

    /** A charged amount: it cannot have fractions of the minor unit. */
    static Money charged(CurrencyUnit currency, BigDecimal amount) {
        try {
            return Money.of(currency, amount, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException tooFine) {
            throw new ShopException(
                    ShopError.BAD_ANSWER,
                    "the shop charges fractions of the smallest unit of " + currency.getCode()
                            + ": set the number of decimals in WooCommerce's settings",
                    tooFine);
        }
    }

    /** An amount that WooCommerce stores with more decimals than it charges. */
    static Money rounded(CurrencyUnit currency, BigDecimal amount) {
        return Money.of(currency, amount, RoundingMode.HALF_UP);
    }

    static String text(Money money) {
        return money.getAmount().toPlainString();
    }
}
