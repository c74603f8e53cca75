package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import shop.sample.catalog.Catalog;
import shop.sample.command.Commands.Outcome;
import shop.sample.credit.GiftCards;
import shop.sample.credit.StoreCredits;
import shop.sample.offer.Offers;
import shop.sample.order.Order.Capture;
import shop.sample.order.Order.Line;
import shop.sample.order.Order.LineKind;
import shop.sample.order.Order.PaymentKind;
import shop.sample.order.Order.PaymentState;
import shop.sample.order.Order.Refund;
import shop.sample.order.Order.RefundLine;
import shop.sample.order.Order.State;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;
import shop.sample.webhook.Webhooks;

/** The commands on a placed order. Each is a step within the transaction of its command. */
@Singleton
public class OrderCommands {

    private final Orders orders;
    private final Offers offers;
    private final Webhooks webhooks;
    private final Clock clock;

    @Inject
    public OrderCommands(Orders orders, Offers offers, Webhooks webhooks, Clock clock) {
        this.orders = orders;
        this.offers = offers;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * @param total what shall be captured of the payment in all
     * @param tip what of {@code total} the buyer gives beyond the price; may be missing
     * @param last whether the rest of the authorization is let go; false if missing
     */
    public record CaptureRequest(String paymentId, Long total, Long tip, Boolean last) {}

    /** @param reason told to the buyer; may be missing */
    public record CancelRequest(String reason) {}

    /**
     * @param quantity how many pieces are cancelled in all, those at an offered price first; the whole line if missing
     * @param reason told to the buyer; may be missing
     */
    public record CancelLineRequest(Integer quantity, String reason) {}

    /**
     * @param lines what it is for; may be missing
     * @param shipping what of it is for shipping; may be missing
     */
    public record RefundRequest(String paymentId, Long amount, List<RefundLine> lines, Long shipping, String reason) {}

    Outcome capture(Transaction transaction, Shop shop, String orderId, String key, CaptureRequest request) {
        Order order = orders.get(transaction, shop.id(), orderId);
        Payment payment = order.payment(request.paymentId());
        if (request.total() == null || request.total() <= 0) {
            throw Problem.invalid("total must be a positive amount in minor units");
        }
        if (payment.captured() >= request.total()) {
            return Outcome.already(
                    payment.captures().get(payment.captures().size() - 1).captureId());
        }
        if (payment.state() != PaymentState.AUTHORIZED) {
            throw new Problem(409, "payment-state", "the payment is " + payment.state());
        }
        if (!clock.instant().isBefore(payment.captureBefore())) {
            throw new Problem(409, "payment-state", "the authorization ended at " + payment.captureBefore());
        }
        long tip = request.tip() == null ? 0 : request.tip();
        if (tip < 0) {
            throw Problem.invalid("tip must be 0 or more");
        }
        long most = order.capturable(payment) + tip;
        if (request.total() > most) {
            throw new Problem(422, "amount-too-high", "only " + most + " can be captured");
        }
        Capture capture = new Capture(
                payment.paymentId() + "-c" + (payment.captures().size() + 1),
                key,
                request.total() - payment.captured(),
                clock.instant());
        boolean done = request.total() == most || Boolean.TRUE.equals(request.last());
        Payment after = payment.with(capture, done ? PaymentState.CAPTURED : PaymentState.AUTHORIZED);
        return changed(transaction, shop, order.withPayment(after), "order.captured", capture.captureId());
    }

    Outcome cancel(Transaction transaction, Shop shop, String orderId, CancelRequest request) {
        Order order = orders.get(transaction, shop.id(), orderId);
        if (order.state() == State.CANCELLED) {
            return Outcome.already("");
        }
        order.lines().forEach(line -> free(transaction, shop, order, line));
        return changed(transaction, shop, cancelled(order, request.reason()), "order.cancelled", "");
    }

    Outcome cancelLine(Transaction transaction, Shop shop, String orderId, String lineId, CancelLineRequest request) {
        Order order = orders.get(transaction, shop.id(), orderId);
        Line line = order.line(lineId);
        if (request.quantity() != null && (request.quantity() < 1 || request.quantity() > line.quantity())) {
            throw Problem.invalid("quantity must be 1 to what was ordered");
        }
        int pieces = request.quantity() == null ? line.quantity() : request.quantity();
        if (line.cancelledQuantity() >= pieces) {
            return Outcome.already("");
        }
        free(transaction, shop, order, line, pieces);
        List<Line> lines = order.lines().stream()
                .map(one -> one == line ? one.cancelled(pieces) : one)
                .toList();
        Order after = order.with(order.state(), lines, order.payments(), order.cancelReason());
        if (lines.stream()
                .allMatch(one -> one.kind() != LineKind.ARTICLE || one.cancelledQuantity() == one.quantity())) {
            return changed(transaction, shop, cancelled(after, request.reason()), "order.cancelled", "");
        }
        Order settled = after.withEachPayment(
                payment -> payment.state() == PaymentState.AUTHORIZED && payment.captured() >= after.capturable(payment)
                        ? payment.in(PaymentState.CAPTURED)
                        : payment);
        return changed(transaction, shop, settled, "order.line-cancelled", "");
    }

    Outcome refund(Transaction transaction, Shop shop, String orderId, String key, RefundRequest request) {
        Order order = orders.get(transaction, shop.id(), orderId);
        Payment payment = order.payment(request.paymentId());
        if (request.amount() == null || request.amount() <= 0) {
            throw Problem.invalid("amount must be a positive amount in minor units");
        }
        long left = payment.captured() - payment.refunded();
        if (request.amount() > left) {
            throw new Problem(422, "amount-too-high", "only " + left + " can be refunded");
        }
        List<RefundLine> lines = request.lines() == null ? List.of() : request.lines();
        long shipping = request.shipping() == null ? 0 : request.shipping();
        checkParts(order, request.amount(), shipping, lines);
        Refund refund = new Refund(
                payment.paymentId() + "-r" + (payment.refunds().size() + 1),
                key,
                request.amount(),
                true,
                clock.instant(),
                request.reason(),
                lines,
                shipping);
        giveBack(transaction, shop, order, payment, request.amount());
        return changed(transaction, shop, order.withPayment(payment.with(refund)), "order.refunded", refund.refundId());
    }

    /** What was paid by gift card or store credit goes back there. */
    private void giveBack(Transaction transaction, Shop shop, Order order, Payment payment, long amount) {
        if (payment.kind() == PaymentKind.GIFT_CARD) {
            GiftCards.giveBack(transaction, shop.id(), payment.giftCard(), amount);
        } else if (payment.kind() == PaymentKind.STORE_CREDIT) {
            StoreCredits.giveBack(transaction, shop, order.customerId(), order.orderId(), amount, clock.instant());
        }
    }

    private static void checkParts(Order order, long amount, long shipping, List<RefundLine> lines) {
        if (shipping < 0) {
            throw Problem.invalid("shipping must be 0 or more");
        }
        long sum = shipping;
        for (RefundLine part : lines) {
            if (part.amount() == null || part.amount() < 0) {
                throw Problem.invalid("the amount of a line must be 0 or more");
            }
            if (part.tax() != null && (part.tax() < 0 || part.tax() > part.amount())) {
                throw Problem.invalid("the tax of a line must be 0 to its amount");
            }
            order.line(part.lineId());
            sum = Math.addExact(sum, part.amount());
        }
        if (sum > amount) {
            throw new Problem(422, "amount-too-high", "its parts are worth more than the refund");
        }
    }

    private Outcome changed(Transaction transaction, Shop shop, Order order, String event, String reference) {
        orders.update(transaction, shop.id(), order);
        webhooks.tell(transaction, shop.id(), event, order.orderId());
        return Outcome.done(reference);
    }

    /** Returns the stock and admissions of a line. */
    void free(Transaction transaction, Shop shop, Order order, Line line) {
        free(transaction, shop, order, line, line.quantity());
    }

    /** Puts back what so many cancelled pieces of a line kept. */
    private void free(Transaction transaction, Shop shop, Order order, Line line, int pieces) {
        if (!order.isReserved() || line.variantId() == null || pieces <= line.cancelledQuantity()) {
            return;
        }
        Catalog.free(transaction, shop.id(), line.variantId(), pieces - line.cancelledQuantity());
        int atOffer = line.cancelledAtOffer(pieces) - line.cancelledAtOffer(line.cancelledQuantity());
        if (atOffer > 0) {
            offers.use(transaction, shop.id(), line.admissionCode(), -atOffer);
        }
    }

    /** Captured money stays captured; the rest of an authorization is released. */
    private static Order cancelled(Order order, String reason) {
        return order.with(
                        State.CANCELLED,
                        order.lines().stream().map(Line::cancelled).toList(),
                        order.payments(),
                        reason == null ? "" : reason)
                .withEachPayment(
                        payment -> payment.state() != PaymentState.AUTHORIZED && payment.state() != PaymentState.PENDING
                                ? payment
                                : payment.in(payment.captured() == 0 ? PaymentState.VOIDED : PaymentState.CAPTURED));
    }
}
