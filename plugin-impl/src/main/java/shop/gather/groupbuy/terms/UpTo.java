package shop.gather.groupbuy.terms;

import java.util.OptionalInt;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * A buyer chooses how many units to take with a place.
 *
 * @param units the most units of one place, 1 to 1,000
 * @param perBuyer the most units of one buyer in the whole campaign, at least {@code units}; null for no such limit.
 *     Counted are the places that are held or paid, and those of teams that have succeeded
 */
@Kind("up-to")
public record UpTo(Integer units, Integer perBuyer) implements QuantityPolicy {

    private static final int MAX_UNITS = 1_000;

    public UpTo {
        Check.range(units, "quantityPolicy.units", 1, MAX_UNITS);
        if (perBuyer != null) {
            Check.range(perBuyer, "quantityPolicy.perBuyer", 1, 1_000_000);
            if (perBuyer < units) {
                throw ProblemException.invalid("quantityPolicy.perBuyer must be at least quantityPolicy.units: nobody"
                        + " could take a place with so many units.");
            }
        }
    }

    @Override
    public int mostPerPlace() {
        return units;
    }

    @Override
    public OptionalInt mostPerBuyer() {
        return perBuyer == null ? OptionalInt.empty() : OptionalInt.of(perBuyer);
    }
}
