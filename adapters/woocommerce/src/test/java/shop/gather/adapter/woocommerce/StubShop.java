package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What the stub shop knows and does, as WooCommerce was seen to do it. All its methods hold one lock, but the checkout,
 * which real shops do not lock either.
 */
final class StubShop {

    /** @param parent 0 for a product of its own; @param type simple, variable or variation */
    record Product(long id, long parent, String type, String name, String option, String sku, BigDecimal price) {}

    record Customer(long id, String email, String name, Instant created) {}

    /** A coupon and how often it was used. */
    static final class Coupon {
        long id;
        String code;
        BigDecimal amount;
        /** Whether the amount is a share of all goods, in percent, rather than money off some. */
        boolean percent;

        List<Long> products = List.of();
        List<String> emails = List.of();
        Integer usageLimit;
        Integer items;
        Instant expires;
        int used;
        Map<String, String> meta = new HashMap<>();
    }

    private static final Set<String> BY_HAND = Set.of("bacs", "cheque", "cod");
    private static final Set<String> TAKES_STOCK = Set.of("processing", "on-hold", "completed");

    final StubWooCommerce.Options options;
    final Map<Long, Product> products = new TreeMap<>();
    final Map<Long, Integer> stock = new HashMap<>();
    final Map<Long, Customer> customers = new TreeMap<>();
    final Map<Long, Coupon> coupons = new TreeMap<>();
    final Map<Long, StubOrder> orders = new TreeMap<>();
    private final StubPlugin plugin;
    private BiConsumer<StubOrder, String> news = (order, topic) -> {};
    private String gatewayRefusal;
    private boolean gatewayDeclines;
    private boolean gatewayFailsSilently;
    private long ids = 100;

    StubShop(StubWooCommerce.Options options, StubPlugin plugin) {
        this.options = options;
        this.plugin = plugin;
        customers.put(1L, new Customer(1, "owner@example.test", "owner", options.installed()));
        // Where tax comes on top not every price can be made by a discount: half of this one can.
        int tea = options.pricesIncludeTax() ? 1299 : 2000;
        BigDecimal unit = BigDecimal.ONE.movePointLeft(options.decimals());
        add(new Product(12, 0, "simple", "Dragon Well Tea", "", "TEA-1", unit.multiply(BigDecimal.valueOf(tea))));
        add(new Product(14, 0, "simple", "Tea Strainer", "", "STR-1", unit.multiply(BigDecimal.valueOf(899))));
        add(new Product(13, 0, "variable", "Clay Pot", "", "POT", unit.multiply(BigDecimal.valueOf(3450))));
        add(new Product(34, 13, "variation", "Clay Pot", "Brown", "POT-B", unit.multiply(BigDecimal.valueOf(3450))));
        add(new Product(
                35, 13, "variation", "Clay Pot", "Gr\u00fcn \u5718", "POT-G", unit.multiply(BigDecimal.valueOf(3625))));
    }

    private void add(Product product) {
        products.put(product.id(), product);
        stock.put(product.id(), 100_000);
    }

    /** One more article, at the price of the first. */
    synchronized long sell(String title) {
        long id = nextId();
        add(new Product(
                id, 0, "simple", title, "", "SKU-" + id, products.get(12L).price()));
        return id;
    }

    /** A coupon of the owner's that takes a share off all goods. */
    synchronized void coupon(String code, int percent) {
        Coupon coupon = new Coupon();
        coupon.id = nextId();
        coupon.code = code.toLowerCase(Locale.ROOT);
        coupon.amount = BigDecimal.valueOf(percent);
        coupon.percent = true;
        coupons.put(coupon.id, coupon);
    }

    void tell(BiConsumer<StubOrder, String> receiver) {
        news = receiver;
    }

    /** From now on refunds by the gateway fail with these words; null: they work. */
    synchronized void gatewayRefusesRefunds(String words) {
        gatewayRefusal = words;
    }

    /** Whether the gateway fails to take what was authorized. */
    synchronized void gatewayDeclines(boolean declines) {
        gatewayDeclines = declines;
    }

    /** Whether the gateway fails to take what was authorized and leaves the order as it is, with a note. */
    synchronized void gatewayFailsSilently(boolean fails) {
        gatewayFailsSilently = fails;
    }

    Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    synchronized long nextId() {
        return ++ids;
    }

    synchronized Customer register(String email, String name) {
        Customer customer = new Customer(nextId(), email, name, now());
        customers.put(customer.id(), customer);
        return customer;
    }

    synchronized StubOrder open(Customer customer, Map<Long, Integer> quantities) {
        StubOrder order = new StubOrder(nextId(), customer.id(), customer.email(), now());
        new TreeMap<>(quantities)
                .forEach((product, quantity) ->
                        order.items.add(new StubOrder.Item(nextId(), products.get(product), quantity)));
        orders.put(order.id, order);
        news.accept(order, "order.created");
        return order;
    }

    /** Totals as WooCommerce makes them: taxes rounded line by line, or kept fine until the end. */
    synchronized void total(StubOrder order) {
        BigDecimal sum = BigDecimal.ZERO;
        for (StubOrder.Item item : order.items) {
            BigDecimal discount = discount(order, item);
            BigDecimal amount =
                    item.entered.multiply(BigDecimal.valueOf(item.quantity)).subtract(discount);
            BigDecimal factor = BigDecimal.ONE.add(options.rate());
            if (options.pricesIncludeTax()) {
                item.tax = fine(amount.subtract(amount.divide(factor, 10, RoundingMode.HALF_UP)));
                item.net = amount.subtract(item.tax).setScale(6, RoundingMode.HALF_UP);
            } else {
                item.net = amount.setScale(6, RoundingMode.HALF_UP);
                item.tax = fine(amount.multiply(options.rate()));
            }
            sum = sum.add(item.net).add(item.tax);
        }
        order.shipping = BigDecimal.valueOf(490).movePointLeft(options.decimals());
        order.shippingTax = fine(order.shipping.multiply(options.rate()));
        order.total = sum.add(order.shipping).add(order.shippingTax).setScale(options.decimals(), RoundingMode.HALF_UP);
    }

    private BigDecimal fine(BigDecimal tax) {
        return tax.setScale(options.roundAtSubtotal() ? 6 : options.decimals(), RoundingMode.HALF_UP);
    }

    private BigDecimal discount(StubOrder order, StubOrder.Item item) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String code : order.coupons.keySet()) {
            Coupon coupon = coupon(code);
            if (coupon.percent) {
                sum = sum.add(item.entered
                        .multiply(BigDecimal.valueOf(item.quantity))
                        .multiply(coupon.amount)
                        .movePointLeft(2)
                        .setScale(options.decimals(), RoundingMode.HALF_UP));
            } else if (coupon.products.contains(item.product) || coupon.products.contains(item.variation)) {
                int items = coupon.items == null ? item.quantity : Math.min(coupon.items, item.quantity);
                sum = sum.add(coupon.amount.multiply(BigDecimal.valueOf(items)));
            }
        }
        return sum;
    }

    synchronized Coupon coupon(String code) {
        return coupons.values().stream()
                .filter(coupon -> coupon.code.equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /** Why a coupon may not be put into a cart now; null if it may. Whose it is is looked at in the checkout only. */
    synchronized String refusal(String code) {
        Coupon coupon = coupon(code);
        if (coupon == null) {
            return "Coupon does not exist!";
        }
        if (coupon.expires != null && now().isAfter(coupon.expires)) {
            return "This coupon has expired.";
        }
        if (coupon.usageLimit != null && coupon.used >= coupon.usageLimit) {
            return "Coupon usage limit has been reached.";
        }
        return null;
    }

    /** The order is placed and paid; coupons are counted only now. */
    synchronized void place(StubOrder order, String paymentMethod, String status) {
        order.coupons.keySet().forEach(code -> coupon(code).used++);
        pay(order, paymentMethod, status);
    }

    /**
     * The buyer pays, also once more for an order that failed: each payment has its own transaction.
     *
     * @param status "on-hold" where it is authorized, "processing" where it is taken at once, "failed" where it is
     *     declined
     */
    synchronized void pay(StubOrder order, String paymentMethod, String status) {
        order.paymentMethod = paymentMethod;
        if (!BY_HAND.contains(paymentMethod)) {
            order.transaction = paymentMethod.equals("nameless") ? "" : "ch_" + nextId();
            order.authorized = status.equals("on-hold");
            order.taken = status.equals("processing") ? order.total : BigDecimal.ZERO;
            order.captures += status.equals("processing") ? 1 : 0;
            noteTaken(order);
        }
        setStatus(order, status);
    }

    /** Moves an order on; what hangs on that happens in here, as in WooCommerce's own status changes. */
    synchronized void setStatus(StubOrder order, String status) {
        String before = order.status;
        if (before.equals(status)) {
            return;
        }
        // The moment is noted before the gateway is asked, and stays when it declines and when the order is paid once
        // more.
        boolean paid =
                status.equals("completed") || (status.equals("processing") && !order.paymentMethod.equals("cod"));
        if (paid && order.paid == null) {
            order.paid = now();
        }
        if (status.equals("completed") && order.completed == null) {
            order.completed = now();
        }
        String after = paid && order.authorized ? capture(order, status) : status;
        order.authorized = order.authorized && TAKES_STOCK.contains(after);
        order.status = after;
        order.notes.add("Order status changed from " + before + " to " + after + ".");
        for (StubOrder.Item item : order.items) {
            if (TAKES_STOCK.contains(after) && !TAKES_STOCK.contains(before) && item.reducedStock == 0) {
                stock.merge(item.sold(), -item.quantity, Integer::sum);
                item.reducedStock = item.quantity;
            } else if (after.equals("cancelled")) {
                stock.merge(item.sold(), item.reducedStock, Integer::sum);
                item.reducedStock = 0;
            }
        }
        if (after.equals("cancelled")) {
            order.coupons.keySet().stream()
                    .map(this::coupon)
                    .filter(coupon -> coupon != null && coupon.used > 0)
                    .forEach(coupon -> coupon.used--);
        }
        if (plugin != null) {
            plugin.changed(order, after);
        }
        touched(order);
    }

    /** What the order's status is after its gateway was asked to take what was authorized. */
    private String capture(StubOrder order, String status) {
        if (gatewayFailsSilently) {
            order.notes.add("The authorized amount could not be captured.");
            return status;
        }
        order.authorized = false;
        if (gatewayDeclines) {
            return "failed";
        }
        order.taken = order.total;
        order.captures++;
        noteTaken(order);
        return status;
    }

    /** What gateways write on the order: one that Gather knows, and the one in host/test-gateway. */
    private static void noteTaken(StubOrder order) {
        if (order.paymentMethod.equals("stripe")) {
            order.meta.put("_stripe_charge_captured", order.taken.signum() > 0 ? "yes" : "no");
        }
        if (order.paymentMethod.equals("gather_test")) {
            order.meta.put("_gather_test_taken", order.taken.toPlainString());
            order.meta.put("_gather_test_captures", Integer.toString(order.captures));
        }
    }

    synchronized void touched(StubOrder order) {
        order.modified = now();
        news.accept(order, "order.updated");
    }

    /** As WooCommerce's own function: an amount of 0 is one, more than is left is none. */
    synchronized StubOrder.Refund refund(
            StubOrder order,
            BigDecimal amount,
            String reason,
            boolean byGateway,
            boolean restock,
            Map<Long, StubOrder.RefundedItem> items,
            Map<String, String> meta) {
        BigDecimal left = order.total.subtract(order.refunded());
        if (amount.signum() < 0 || amount.compareTo(left) > 0) {
            throw new IllegalArgumentException("Invalid refund amount.");
        }
        if (byGateway && gatewayRefusal != null) {
            throw new IllegalArgumentException(gatewayRefusal);
        }
        StubOrder.Refund refund = new StubOrder.Refund(
                nextId(), amount, reason, now(), byGateway, new LinkedHashMap<>(items), new LinkedHashMap<>(meta));
        order.refunds.add(refund);
        if (restock) {
            order.items.stream().filter(item -> items.containsKey(item.id)).forEach(item -> {
                int back = Math.min(item.reducedStock, items.get(item.id).quantity());
                stock.merge(item.sold(), back, Integer::sum);
                item.reducedStock -= back;
            });
        }
        if (left.subtract(amount).signum() == 0) {
            setStatus(order, "refunded");
        }
        touched(order);
        if (plugin != null) {
            plugin.hook("woocommerce_order_refunded", order.id, refund.id());
        }
        return refund;
    }

    /** Neither the order's last change nor a webhook tells of it, and its status stays. */
    synchronized void deleteRefund(StubOrder order, StubOrder.Refund refund) {
        order.refunds.remove(refund);
        if (plugin != null) {
            plugin.hook("woocommerce_refund_deleted", refund.id(), order.id);
        }
    }

    synchronized List<StubOrder> allOrders() {
        return new ArrayList<>(orders.values());
    }
}
