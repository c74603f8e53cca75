package shop.gather.groupbuy.terms;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.joda.money.Money;
import shop.gather.order.facts.Proration;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * Friends lower the price of one buyer step by step. The buyer pays the price at the checkout, and is refunded what the
 * helps are worth together when the team ends. The steps are equal; what cannot be split equally goes to the first
 * ones, one minor unit each. So each friend knows before what the help is worth, and all helps lead exactly to the
 * lowest price.
 *
 * @param lowest more than zero, lower than the price by at least one minor unit for each helper
 * @param helpers the number of helps that lead to the lowest price; 1 to 100
 */
@Kind("helped")
public record HelpedPrice(Money price, Money lowest, int helpers) implements PricePolicy {

    static final int MOST_HELPERS = 100;

    public HelpedPrice {
        if (price == null || lowest == null) {
            throw ProblemException.invalid("pricePolicy.price and pricePolicy.lowest are required.");
        }
        if (!price.getCurrencyUnit().equals(lowest.getCurrencyUnit())) {
            throw ProblemException.invalid("pricePolicy.price and pricePolicy.lowest must have the same currency.");
        }
        if (!lowest.isPositive()) {
            throw ProblemException.invalid("pricePolicy.lowest must be more than zero.");
        }
        Check.range(helpers, "pricePolicy.helpers", 1, MOST_HELPERS);
        if (price.minus(lowest).getAmountMinorLong() < helpers) {
            throw ProblemException.invalid(
                    "pricePolicy.lowest must be so much lower than pricePolicy.price that each of " + helpers
                            + " helps is worth at least the smallest amount of the currency.");
        }
    }

    @Override
    public Money atCheckout() {
        return price;
    }

    @Override
    public Money reachedWith(TeamSales sales) {
        return price.minusMinor(
                Arrays.stream(split()).limit(Math.max(0, sales.helps())).sum());
    }

    @Override
    public List<Money> steps() {
        return LongStream.of(split())
                .mapToObj(minor -> Money.ofMinor(price.getCurrencyUnit(), minor))
                .toList();
    }

    private long[] split() {
        long[] equal = new long[helpers];
        Arrays.fill(equal, 1);
        return Proration.of(price.minus(lowest).getAmountMinorLong(), equal);
    }

    @Override
    public boolean suitsOneArticleOnly() {
        return true;
    }
}
