package shop.gather.groupbuy.terms;

import java.util.OptionalInt;

/**
 * A buyer may take one place for each article of the campaign, and chooses how many units to take with each.
 *
 * @param units the most units of one article, 1 to 1,000
 * @param perBuyer the most units of one buyer in the whole campaign, at least {@code units}; null for no such limit
 */
@Kind("basket")
public record Basket(Integer units, Integer perBuyer) implements QuantityPolicy {

    public Basket {
        // The same limits.
        new UpTo(units, perBuyer);
    }

    @Override
    public int mostPerPlace() {
        return units;
    }

    @Override
    public OptionalInt mostPerBuyer() {
        return perBuyer == null ? OptionalInt.empty() : OptionalInt.of(perBuyer);
    }

    @Override
    public boolean onePlacePerArticle() {
        return true;
    }
}
