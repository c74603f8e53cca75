package shop.gather.groupbuy.terms;

import java.util.OptionalInt;

/** How many units one buyer may take. This type is the registry of quantity policies. */
public sealed interface QuantityPolicy permits QuantityPolicy.OneUnit, UpTo, Basket {

    PolicyKinds<QuantityPolicy> KINDS = PolicyKinds.of("quantityPolicy", QuantityPolicy.class);

    /** The most units of one place; at least 1. */
    int mostPerPlace();

    /** The most units of a buyer in all places of the campaign; empty for no such limit. */
    OptionalInt mostPerBuyer();

    /** Whether a buyer may have an open place for each article of the campaign, and not only one. */
    default boolean onePlacePerArticle() {
        return false;
    }

    /** One unit for each place. */
    @Kind("one")
    record OneUnit() implements QuantityPolicy {
        @Override
        public int mostPerPlace() {
            return 1;
        }

        @Override
        public OptionalInt mostPerBuyer() {
            return OptionalInt.empty();
        }
    }
}
