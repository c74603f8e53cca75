package shop.gather;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.groupbuy.settlement.PaymentProjection;
import shop.gather.order.intake.OrderProjection;
import shop.gather.order.intake.OrderProjections;
import shop.gather.order.intake.OrderRead;
import shop.gather.referral.attribution.Attributions;
import shop.gather.referral.commission.Commissions;
import shop.gather.referral.commission.RefundRechecks;

/**
 * The projections of an order snapshot, in execution order: each may rely on the rows of those before it. Thread-safe.
 */
@Singleton
public class Projections implements OrderProjections {

    private final List<OrderProjection> inOrder;

    @Inject
    Projections(PaymentProjection places, Attributions attributions, Commissions commissions, RefundRechecks rechecks) {
        this.inOrder = List.of(places, attributions, commissions, rechecks);
    }

    @Override
    public void apply(OrderRead read) {
        inOrder.forEach(projection -> projection.apply(read));
    }

    @Override
    public void apply(List<OrderRead> reads) {
        inOrder.forEach(projection -> projection.apply(reads));
    }

    @Override
    public Set<String> alone(List<OrderRead> reads) {
        return inOrder.stream()
                .flatMap(projection -> projection.alone(reads).stream())
                .collect(Collectors.toSet());
    }
}
