package shop.gather.forecast;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.order.intake.PastSales.Sale;

/**
 * A campaign that was played with simulated buyers. Immutable.
 *
 * @param buyers in the whole campaign
 * @param past the orders from which the buyers were taken; empty if they were expected
 * @param unitCost what one unit costs the owner; null if the owner did not say
 */
record PlayedCampaign(int buyers, Optional<PastOrders> past, DryRun.Result result, Money unitCost) {

    /** The orders of a period. */
    record PastOrders(Replay replay, List<Sale> sales) {

        int units() {
            return sales.stream().mapToInt(Sale::units).sum();
        }
    }

    /** What the units of the paid places cost the owner; empty if the owner did not say. */
    Optional<Money> cost(Figures figures) {
        return Optional.ofNullable(unitCost).map(cost -> cost.multipliedBy(figures.unitsPaid()));
    }

    /** What remains for the owner after {@link #cost}; negative for a loss. */
    Optional<Money> margin(Figures figures) {
        return cost(figures).map(figures.remaining()::minus);
    }
}
