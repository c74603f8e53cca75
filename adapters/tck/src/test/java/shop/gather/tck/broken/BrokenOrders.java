package shop.gather.tck.broken;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.Orders;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.OrdersContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in reading orders. */
final class BrokenOrders {

    private static final String READS = "orderReadsAsTheShopHasIt";
    private static final String CAPTURED = "moneyPaidAtOnceIsCaptured";
    private static final String METADATA = "metadataTravelsFromTheCartToTheOrder";
    private static final String UNKNOWN = "unknownOrderIsEmpty";
    private static final String DECLINED = "declinedPaymentNeverLooksPaid";
    private static final String REFUND = "refundByTheOwnerIsSeen";
    private static final String TOGETHER = "ordersReadTogetherAreAsReadOneByOne";
    private static final String SENT = "whatTheOwnerSendsIsSeen";
    private static final String CANCEL = "cancelByTheOwnerIsSeenAndTheOrderKeepsItsAmounts";
    private static final String NEWEST = "placedByTellsTheCustomersOrdersNewestFirst";
    private static final String OLDER = "placedByLeavesOutWhatIsOlder";
    private static final String NOBODY = "nobodyPlacedNothing";

    private BrokenOrders() {}

    static List<Flaw> all() {
        return List.of(
                retold(
                        "net is told with tax",
                        order -> Edit.lines(
                                order,
                                line -> Edit.line(
                                        line,
                                        line.quantity(),
                                        line.cancelledQuantity(),
                                        line.gross(),
                                        Money.zero(order.currency()))),
                        READS),
                retold(
                        "tax is left out",
                        order -> Edit.lines(
                                order,
                                line -> Edit.line(
                                        line,
                                        line.quantity(),
                                        line.cancelledQuantity(),
                                        line.net(),
                                        Money.zero(order.currency()))),
                        READS),
                retold(
                        "captured money is still called authorized",
                        order -> Edit.payments(
                                order,
                                p -> Edit.payment(
                                        p,
                                        p.state() == PaymentState.CAPTURED ? PaymentState.AUTHORIZED : p.state(),
                                        p.captured(),
                                        p.refunds())),
                        CAPTURED,
                        REFUND),
                retold(
                        "captured is told twice as much",
                        order -> Edit.payments(
                                order,
                                p -> Edit.payment(p, p.state(), p.captured().multipliedBy(2), p.refunds())),
                        READS,
                        CAPTURED,
                        REFUND,
                        CANCEL),
                retold("metadata is lost", order -> Edit.metadata(order, Map.of()), METADATA),
                retold(
                        "metadata is cut short",
                        order -> {
                            Map<String, String> cut = new HashMap<>(order.metadata());
                            cut.replaceAll((key, value) -> value.substring(0, Math.min(64, value.length())));
                            return Edit.metadata(order, cut);
                        },
                        METADATA),
                retold(
                        "a declined payment looks authorized",
                        order -> Edit.payments(
                                order,
                                p -> p.state() == PaymentState.DECLINED
                                        ? Edit.payment(p, PaymentState.AUTHORIZED, p.captured(), p.refunds())
                                        : p),
                        DECLINED),
                retold(
                        "a refund reduces what was captured",
                        order -> Edit.payments(
                                order,
                                p -> Edit.payment(
                                        p,
                                        p.state(),
                                        p.refunds().stream().map(Refund::amount).reduce(p.captured(), Money::minus),
                                        p.refunds())),
                        REFUND),
                retold(
                        "refunds are left out",
                        order -> Edit.payments(order, p -> Edit.payment(p, p.state(), p.captured(), List.of())),
                        REFUND),
                retold(
                        "the owner's refund is taken for Gather's",
                        order -> Edit.refunds(
                                order,
                                r -> Refund.of(
                                        r.refundId(),
                                        Optional.of(r.refundId()),
                                        r.amount(),
                                        r.settled(),
                                        r.at(),
                                        r.lines())),
                        REFUND),
                retold(
                        "a cancelled order is worth nothing",
                        order -> order.state() == OrderSnapshot.State.OPEN
                                ? order
                                : Edit.lines(
                                        order,
                                        line -> Edit.line(
                                                line,
                                                line.quantity(),
                                                line.cancelledQuantity(),
                                                Money.zero(order.currency()),
                                                Money.zero(order.currency()))),
                        CANCEL),
                retold(
                        "cancelled lines still stand",
                        order -> Edit.lines(
                                order,
                                line -> Edit.line(line, line.quantity(), BigDecimal.ZERO, line.net(), line.tax())),
                        CANCEL),
                orders(
                        "an unknown order fails",
                        (honest, backend) -> new Edit.Passing(honest) {
                            @Override
                            public Optional<OrderSnapshot> order(String orderId) {
                                return Optional.of(super.order(orderId)
                                        .orElseThrow(() -> new ShopException(ShopError.BAD_ANSWER, "404")));
                            }
                        },
                        UNKNOWN),
                orders(
                        "refunds are left out when orders are read together",
                        (honest, backend) -> new Edit.Passing(honest) {
                            @Override
                            public List<OrderSnapshot> orders(List<String> orderIds) {
                                return super.orders(orderIds).stream()
                                        .map(order -> Edit.payments(
                                                order, p -> Edit.payment(p, p.state(), p.captured(), List.of())))
                                        .toList();
                            }
                        },
                        TOGETHER),
                orders(
                        "of orders read together the first only is answered",
                        (honest, backend) -> new Edit.Passing(honest) {
                            @Override
                            public List<OrderSnapshot> orders(List<String> orderIds) {
                                return super.orders(orderIds.subList(0, 1));
                            }
                        },
                        TOGETHER),
                retold(
                        "what was sent is not told",
                        order -> Edit.buyerAndGoods(order, order.buyerEmailHash(), OrderSnapshot.Fulfilment.NOT_SENT),
                        SENT),
                retold(
                        "an order counts as sent from the beginning",
                        order -> Edit.buyerAndGoods(
                                order,
                                order.buyerEmailHash(),
                                new OrderSnapshot.Fulfilment(
                                        OrderSnapshot.Fulfilment.Stage.SENT,
                                        Optional.of(order.placedAt()),
                                        Optional.empty())),
                        READS,
                        SENT),
                retold(
                        "the hash is of somebody else's address",
                        order -> Edit.buyerAndGoods(
                                order, Optional.of(EmailHash.of("nobody@example.test")), order.fulfilment()),
                        READS),
                placedBy(
                        "oldest first",
                        (honest, backend, customer, since) -> {
                            List<String> ids = new ArrayList<>(honest.placedBy(customer, since));
                            Collections.reverse(ids);
                            return ids;
                        },
                        NEWEST),
                placedBy(
                        "since is ignored",
                        (honest, backend, customer, since) -> honest.placedBy(customer, Instant.EPOCH),
                        OLDER),
                placedBy(
                        "an order at the very instant is left out",
                        (honest, backend, customer, since) -> honest.placedBy(customer, since.plusNanos(1)),
                        NEWEST,
                        OLDER),
                placedBy(
                        "other people's orders too",
                        (honest, backend, customer, since) -> {
                            List<String> ids = new ArrayList<>();
                            backend.log().stream()
                                    .map(MemoryBackend.Change::orderId)
                                    .distinct()
                                    .filter(id -> !backend.order(id)
                                            .orElseThrow()
                                            .snapshot()
                                            .placedAt()
                                            .isBefore(since))
                                    .forEach(id -> ids.add(0, id));
                            return ids;
                        },
                        NEWEST,
                        NOBODY),
                placedBy(
                        "a customer without orders fails",
                        (honest, backend, customer, since) -> {
                            List<String> ids = honest.placedBy(customer, since);
                            if (ids.isEmpty()) {
                                throw new ShopException(ShopError.BAD_ANSWER, "no orders");
                            }
                            return ids;
                        },
                        OLDER,
                        NOBODY));
    }

    private interface OrdersOf {
        Orders of(Orders honest, MemoryBackend backend);
    }

    private interface PlacedBy {
        List<String> placedBy(Orders honest, MemoryBackend backend, String customerId, Instant since);
    }

    private static Flaw orders(String what, OrdersOf worse, String... failing) {
        return Flaw.of(
                OrdersContract.class,
                what,
                (shop, backend) -> new Patched(shop).orders(worse.of(shop.orders(), backend)),
                failing);
    }

    private static Flaw retold(String what, UnaryOperator<OrderSnapshot> edit, String... failing) {
        return orders(what, (honest, backend) -> Edit.retold(honest, edit), failing);
    }

    private static Flaw placedBy(String what, PlacedBy worse, String... failing) {
        return orders(
                "placedBy: " + what,
                (honest, backend) -> new Edit.Passing(honest) {
                    @Override
                    public List<String> placedBy(String customerId, Instant since) {
                        return worse.placedBy(honest, backend, customerId, since);
                    }
                },
                failing);
    }
}
