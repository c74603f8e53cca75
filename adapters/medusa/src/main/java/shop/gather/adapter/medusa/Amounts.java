package shop.gather.adapter.medusa;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Converts Medusa's decimals to money. Medusa does not round: a value may have fractions of a cent. */
final class Amounts {

    private Amounts() {}

    static Money money(CurrencyUnit currency, BigDecimal value) {
        return Money.of(currency, value, RoundingMode.HALF_UP);
    }

    /**
     * Rounds the values to whole units so that their sum is the total: each is rounded down, and the largest remainders
     * get one more.
     */
    static List<Money> rounded(List<BigDecimal> values, Money total) {
        CurrencyUnit currency = total.getCurrencyUnit();
        List<Money> result = new ArrayList<>(values.stream()
                .map(value -> Money.of(currency, value, RoundingMode.FLOOR))
                .toList());
        Money left = total.minus(result.stream().reduce(Money.zero(currency), Money::plus));
        List<Integer> order = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparing(i -> result.get(i).getAmount().subtract(values.get(i))))
                .toList();
        Money unit = Money.ofMinor(currency, 1);
        for (int i = 0; left.isPositive() && i < order.size(); i++, left = left.minus(unit)) {
            result.set(order.get(i), result.get(order.get(i)).plus(unit));
        }
        return result;
    }
}
