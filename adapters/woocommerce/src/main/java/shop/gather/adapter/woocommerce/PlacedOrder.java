package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * An order as WooCommerce gave it, with its refunds. WooCommerce knows an order's status and when it was paid, not payments: an order has one payment, of its
 * total, known by the order's id.
 *
 * @param refunds in the order in which they were made, also those of nothing
 */
record PlacedOrder(JsonObject order, List<JsonObject> refunds) {

    static final String ON_HOLD = "on-hold";
    static final String CANCELLED = "cancelled";
    static final String REFUNDED = "refunded";

    /** Carts that never became orders (a refused coupon leaves one), and what was thrown away. */
    private static final Set<String> NOT_PLACED = Set.of("checkout-draft", "auto-draft", "draft", "trash");

    /** With these an order on hold waits for money that nobody has promised. */
    private static final Set<String> PAID_BY_HAND = Set.of("bacs", "cheque", "cod");

    PlacedOrder {
        refunds = List.copyOf(refunds);
    }

    static boolean isPlaced(JsonObject order) {
        return !NOT_PLACED.contains(Fields.text(order, "status"));
    }

    String id() {
        return Fields.id(order, "id");
    }

    String status() {
        return Fields.text(order, "status");
    }

    /** What was given back in full does not stand any more either: WooCommerce forgets then that it was cancelled. */
    boolean isCancelled() {
        return status().equals(CANCELLED) || status().equals(REFUNDED);
    }

    CurrencyUnit currency() {
        return Amounts.currency(Fields.text(order, "currency"));
    }

    Money total() {
        return Amounts.charged(currency(), Fields.decimal(order, "total"));
    }

    /** What a captured payment still holds. */
    Money left() {
        return refunds.stream().map(this::amount).reduce(total(), Money::minus);
    }

    Money amount(JsonObject refund) {
        return Amounts.rounded(currency(), Fields.decimal(refund, "amount"));
    }

    Optional<Instant> paid() {
        return Fields.optionalInstant(order, "date_paid_gmt");
    }

    PaymentState payment() {
        if (status().equals("failed")) {
            // A gateway that declines the capture moves the order on: WooCommerce had noted the money as paid a moment
            // before, and leaves that.
            return PaymentState.DECLINED;
        }
        if (paid().isPresent()) {
            return PaymentState.CAPTURED;
        }
        return switch (status()) {
            case ON_HOLD -> isPaidByHand() ? PaymentState.PENDING : PaymentState.AUTHORIZED;
            case CANCELLED, REFUNDED -> PaymentState.VOIDED;
            default -> PaymentState.PENDING;
        };
    }

    /**
     * When the money was promised or paid, whichever came first; of an order on hold no later moment is known than that of its checkout. Who pays by transfer, cheque or in cash promises
     * nothing before the money is there.
     */
    Optional<Instant> promised() {
        Optional<Instant> authorized = Fields.meta(order, Marks.AUTHORIZED)
                .filter(text -> text.matches("\\d{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
        return switch (payment()) {
            case CAPTURED -> isPaidByHand() ? paid() : authorized.or(this::paid);
            case AUTHORIZED -> Optional.of(authorized.orElseGet(() -> Fields.instant(order, "date_created_gmt")));
            case VOIDED -> authorized;
            case PENDING, DECLINED -> Optional.empty();
        };
    }

    Set<String> cancelledLines() {
        return refunds.stream()
                .flatMap(refund -> Fields.meta(refund, Marks.CANCELS).stream())
                .collect(Collectors.toSet());
    }

    /** The refund that a command with this key made; its note stands on it from the beginning, see {@link #isSettled}. */
    Optional<JsonObject> refundOf(String key) {
        return refunds.stream()
                .filter(refund -> keyOf(refund).filter(key::equals).isPresent())
                .findFirst();
    }

    static Optional<String> keyOf(JsonObject refund) {
        return Fields.meta(refund, Marks.KEY)
                .or(() -> Fields.optionalText(refund, "reason").flatMap(RefundReason::keyIn));
    }

    /**
     * Whether the money of a refund has left. WooCommerce keeps the refund first, then its gateway works for as long as it needs, then it is noted as paid, and meta data come last; if the
     * gateway fails the refund is deleted again. What a person notes counts as given.
     */
    static boolean isSettled(JsonObject refund) {
        return keyOf(refund).isEmpty()
                || Fields.meta(refund, Marks.KEY).isPresent()
                || refund.getBoolean("refunded_payment", false);
    }

    private boolean isPaidByHand() {
        return Fields.optionalText(order, "payment_method")
                .filter(PAID_BY_HAND::contains)
                .isPresent();
    }
}
