package shop.gather.groupbuy.terms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.joda.money.Money;
import shop.gather.platform.http.Check;

/**
 * Whether buyers pay for what they have ordered, or for what was delivered. This type is the registry of delivery
 * policies. Immutable.
 */
public sealed interface DeliveryPolicy
        permits DeliveryPolicy.AsOrdered, DeliveryPolicy.ByQuantity, DeliveryPolicy.ByWeight {

    PolicyKinds<DeliveryPolicy> KINDS = PolicyKinds.of("deliveryPolicy", DeliveryPolicy.class);

    /** What one unit measures: grams, or 1 for pieces; empty if nothing is measured. */
    OptionalLong measureOfUnit();

    /** By how many percent more may be delivered than was ordered. The buyer does not pay for it. */
    int percentMore();

    /** What was ordered, in grams or pieces. */
    default long ordered(int units) {
        return Math.multiplyExact(measureOfUnit().orElse(1), units);
    }

    /** The most that can have been delivered; more is a typing error. */
    default long most(int units) {
        return Math.multiplyExact(ordered(units), 100 + percentMore()) / 100;
    }

    /**
     * What the buyer pays in the end, never more than for what was ordered. A fraction of a minor unit is not charged.
     *
     * @param unitPrice the final price of one unit
     * @param units the number of units that are ordered and not cancelled
     * @param delivered in grams or pieces; null if nothing was recorded, which counts as what was ordered
     */
    default Money due(Money unitPrice, BigDecimal units, Long delivered) {
        BigDecimal measure = BigDecimal.valueOf(measureOfUnit().orElse(1));
        if (delivered == null || BigDecimal.valueOf(delivered).compareTo(units.multiply(measure)) >= 0) {
            return unitPrice.multipliedBy(units, RoundingMode.HALF_UP);
        }
        return Money.ofMinor(
                unitPrice.getCurrencyUnit(),
                BigDecimal.valueOf(unitPrice.getAmountMinorLong())
                        .multiply(BigDecimal.valueOf(delivered))
                        .divide(measure, 0, RoundingMode.DOWN)
                        .longValueExact());
    }

    /** Buyers pay for what they have ordered. */
    @Kind("as-ordered")
    record AsOrdered() implements DeliveryPolicy {
        @Override
        public OptionalLong measureOfUnit() {
            return OptionalLong.empty();
        }

        @Override
        public int percentMore() {
            return 0;
        }
    }

    /** Buyers pay for the pieces that were delivered. */
    @Kind("by-quantity")
    record ByQuantity() implements DeliveryPolicy {
        @Override
        public OptionalLong measureOfUnit() {
            return OptionalLong.of(1);
        }

        @Override
        public int percentMore() {
            return 0;
        }
    }

    /**
     * Buyers pay for the weight that was delivered.
     *
     * @param gramsPerUnit the weight of a unit at the full price, 1 to 1,000,000
     * @param tolerance by how many percent more may be delivered, 0 to 100; 20 if null
     */
    @Kind("by-weight")
    record ByWeight(Integer gramsPerUnit, Integer tolerance) implements DeliveryPolicy {

        private static final int USUAL = 20;

        public ByWeight {
            Check.range(gramsPerUnit, "deliveryPolicy.gramsPerUnit", 1, 1_000_000);
            tolerance = tolerance == null ? USUAL : tolerance;
            Check.range(tolerance, "deliveryPolicy.tolerance", 0, 100);
        }

        @Override
        public OptionalLong measureOfUnit() {
            return OptionalLong.of(gramsPerUnit);
        }

        @Override
        public int percentMore() {
            return tolerance;
        }
    }
}
