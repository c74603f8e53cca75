package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An order as the stub shop keeps it. Guarded by the lock of {@link StubShop}. */
final class StubOrder {

    final long id;
    final long customer;
    final String email;
    final Instant created;
    String status = "checkout-draft";
    Instant modified;
    Instant paid;
    Instant completed;
    String paymentMethod = "";
    /** What the gateway calls the payment that was tried last; a new one for each. */
    String transaction = "";
    /** Whether the gateway may still take what that payment authorized. */
    boolean authorized;
    /** What the gateway took of that payment. */
    BigDecimal taken = BigDecimal.ZERO;

    int captures;
    BigDecimal shipping = BigDecimal.ZERO;
    BigDecimal shippingTax = BigDecimal.ZERO;
    BigDecimal total = BigDecimal.ZERO;
    final List<Item> items = new ArrayList<>();
    final List<Refund> refunds = new ArrayList<>();
    final Map<String, BigDecimal> coupons = new LinkedHashMap<>();
    final Map<String, String> meta = new LinkedHashMap<>();
    /** What the owner reads beside the order. */
    final List<String> notes = new ArrayList<>();
    /** Without tax and the tax on it. */
    final List<BigDecimal[]> fees = new ArrayList<>();
    /** By code, what they paid: the order's total is that much lower. */
    final Map<String, BigDecimal> giftCards = new LinkedHashMap<>();

    boolean deleted;

    StubOrder(long id, long customer, String email, Instant created) {
        this.id = id;
        this.customer = customer;
        this.email = email;
        this.created = created;
        this.modified = created;
    }

    BigDecimal refunded() {
        return refunds.stream().map(refund -> refund.amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** One line. Amounts without tax may be finer than what is charged. */
    static final class Item {
        final long id;
        final long product;
        final long variation;
        final int quantity;
        BigDecimal entered;
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        /** How many of it are still taken out of the stock. */
        int reducedStock;

        Item(long id, StubShop.Product sold, int quantity) {
            this.id = id;
            this.product = sold.parent() == 0 ? sold.id() : sold.parent();
            this.variation = sold.parent() == 0 ? 0 : sold.id();
            this.quantity = quantity;
            this.entered = sold.price();
        }

        long sold() {
            return variation == 0 ? product : variation;
        }
    }

    /** @param items by line id, how many and how much */
    record Refund(
            long id,
            BigDecimal amount,
            String reason,
            Instant created,
            boolean byGateway,
            Map<Long, RefundedItem> items,
            Map<String, String> meta) {

        /**
         * As WooCommerce keeps it while the gateway works: with its reason, and without what comes after the payment.
         */
        Refund beforeTheGatewayIsDone() {
            return new Refund(id, amount, reason, created, false, items, Map.of());
        }
    }

    record RefundedItem(int quantity, BigDecimal total, BigDecimal tax) {}
}
