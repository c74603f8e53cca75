package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.OrderSnapshot.Fulfilment;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * An order as WooCommerce returned it, with its refunds. WooCommerce knows an order's status and when it was first
 * paid, not payments: an order has one payment of its total, the last that the buyer made.
 *
 * @param refunds in order of creation, including those of amount zero
 */
record PlacedOrder(JsonObject order, List<JsonObject> refunds) {

    static final String ON_HOLD = "on-hold";
    static final String CANCELLED = "cancelled";
    static final String COMPLETED = "completed";
    static final String REFUNDED = "refunded";

    /** Stands between the order's id and the card's in the id of a payment by gift card. */
    static final String GIFT_CARD = ".gift-card-";

    /** Carts that never became orders (a refused coupon leaves one), and deleted orders. */
    private static final Set<String> NOT_PLACED = Set.of("checkout-draft", "auto-draft", "draft", "trash");

    /** In these states no payment followed the declined one. */
    private static final Set<String> NOT_PAID_AGAIN = Set.of("failed", "pending", CANCELLED);

    PlacedOrder {
        refunds = List.copyOf(refunds);
    }

    static boolean isPlaced(JsonObject order) {
        return !NOT_PLACED.contains(Fields.text(order, "status"));
    }

    String id() {
        return WooFields.id(order, "id");
    }

    String status() {
        return Fields.text(order, "status");
    }

    /** A fully refunded order counts as cancelled too: WooCommerce then no longer shows that it was cancelled. */
    boolean isCancelled() {
        return status().equals(CANCELLED) || status().equals(REFUNDED);
    }

    /** WooCommerce has no delivery status: a completed order was sent or picked up. */
    Fulfilment fulfilment() {
        Optional<Instant> completed = WooFields.optionalInstant(order, "date_completed_gmt");
        return status().equals(COMPLETED)
                ? new Fulfilment(Fulfilment.Stage.SENT, completed, Optional.empty())
                : Fulfilment.NOT_SENT;
    }

    CurrencyUnit currency() {
        return Fields.currency(order, "currency");
    }

    Money total() {
        return Amounts.charged(currency(), Fields.decimal(order, "total"));
    }

    /** The amount captured and not refunded. */
    Money left() {
        return refunds.stream().map(this::amount).reduce(total(), Money::minus);
    }

    Money amount(JsonObject refund) {
        return Amounts.rounded(currency(), Fields.decimal(refund, "amount"));
    }

    Optional<Instant> paid() {
        return WooFields.optionalInstant(order, "date_paid_gmt");
    }

    /**
     * The state of the order's last payment: by the gateway's own record if there is one, else by the order's status.
     * {@code date_paid} alone proves nothing, since it remains set when the gateway declines the capture, and when the
     * buyer pays again.
     */
    PaymentState payment() {
        Optional<Boolean> captured = gateway().captured();
        return switch (status()) {
            case "failed" -> PaymentState.DECLINED;
            case "pending" -> PaymentState.PENDING;
            case ON_HOLD -> onHold(captured);
            case CANCELLED, REFUNDED ->
                captured.orElse(paid().isPresent() && !isDeclined()) ? PaymentState.CAPTURED : PaymentState.VOIDED;
            default ->
                captured.map(taken -> taken ? PaymentState.CAPTURED : PaymentState.AUTHORIZED)
                        .orElse(paid().isPresent() ? PaymentState.CAPTURED : PaymentState.PENDING);
        };
    }

    /**
     * A person may put an order on hold whose payment was captured. This is known if the gateway records it, or if
     * Gather itself captured this payment.
     */
    private PaymentState onHold(Optional<Boolean> captured) {
        if (gateway().isByHand()) {
            return PaymentState.PENDING;
        }
        boolean takenBefore = gateway().transaction().isPresent()
                && !isDeclined()
                && CapturePlan.of(order)
                        .filter(plan -> plan.paymentId().equals(paymentId()))
                        .isPresent();
        return captured.orElse(takenBefore) ? PaymentState.CAPTURED : PaymentState.AUTHORIZED;
    }

    /** Whether the capture of this payment was declined when Gather asked for it. */
    private boolean isDeclined() {
        return WooFields.meta(order, Marks.DECLINED).filter(paymentId()::equals).isPresent();
    }

    /** A different id for each payment that the buyer makes for the order. */
    String paymentId() {
        return gateway().transaction().map(name -> id() + "-" + name).orElseGet(this::paymentWithoutName);
    }

    /**
     * For a gateway without payment ids: payments are distinguished by Gather's record of the declined capture.
     */
    private String paymentWithoutName() {
        Optional<String> declined = WooFields.meta(order, Marks.DECLINED);
        if (declined.isEmpty()) {
            return id();
        }
        String last = declined.get();
        return CapturePlan.of(order)
                .map(CapturePlan::paymentId)
                .filter(asked -> !asked.equals(last))
                .orElseGet(() -> NOT_PAID_AGAIN.contains(status()) ? last : last + "+");
    }

    /** Whether this is, or was, the id of a payment of this order. */
    boolean hasPayment(String paymentId) {
        return paymentId.equals(id()) || paymentId.startsWith(id() + "-") || paymentId.startsWith(id() + "+");
    }

    /** Whether this is the id of what a gift card paid of this order. */
    boolean isGiftCard(String paymentId) {
        return paymentId.startsWith(id() + GIFT_CARD);
    }

    Gateway gateway() {
        return new Gateway(order);
    }

    /**
     * When the payment was authorized or made, whichever came first; for an order on hold this is the time of the
     * checkout. A transfer, a cheque or cash is not authorized before the money arrives.
     */
    Optional<Instant> promised() {
        Optional<Instant> authorized = WooFields.meta(order, Marks.AUTHORIZED)
                .filter(text -> text.matches("\\d{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
        return switch (payment()) {
            case CAPTURED -> gateway().isByHand() ? paid() : authorized.or(this::paid);
            case AUTHORIZED -> Optional.of(authorized.orElseGet(() -> WooFields.instant(order, "date_created_gmt")));
            case VOIDED -> authorized;
            case PENDING, DECLINED -> Optional.empty();
        };
    }

    /** How many of the ordered units of a line Gather's cancellations cover. */
    BigDecimal cancelled(String lineId, BigDecimal ordered) {
        if (isCancelled()) {
            return ordered;
        }
        return refunds.stream()
                .filter(refund -> WooFields.meta(refund, Marks.CANCELS)
                        .filter(lineId::equals)
                        .isPresent())
                .map(refund ->
                        WooFields.meta(refund, Marks.UNITS).map(BigDecimal::new).orElse(ordered))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .min(ordered);
    }

    /**
     * The refund created by the command with this key; the key is in its reason from the beginning, see
     * {@link #isSettled}.
     */
    Optional<JsonObject> refundOf(String key) {
        return refunds.stream()
                .filter(refund -> keyOf(refund).filter(key::equals).isPresent())
                .findFirst();
    }

    static Optional<String> keyOf(JsonObject refund) {
        return WooFields.meta(refund, Marks.KEY)
                .or(() -> Fields.optionalText(refund, "reason").flatMap(RefundReason::keyIn));
    }

    /**
     * Whether a refund was paid. WooCommerce first stores the refund, then its gateway executes it, then it is marked
     * as paid, and metadata is written last; if the gateway fails, the refund is deleted. A refund recorded by a person
     * counts as paid.
     */
    static boolean isSettled(JsonObject refund) {
        return keyOf(refund).isEmpty()
                || WooFields.meta(refund, Marks.KEY).isPresent()
                || refund.getBoolean("refunded_payment", false);
    }
}
