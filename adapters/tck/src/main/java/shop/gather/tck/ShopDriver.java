package shop.gather.tck;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.spi.PriceOffers.Redemption;

/**
 * Acts at a shop as its customers and its owner do, through the shop's own interfaces and never through an adapter. The
 * TCK, the demo and the end-to-end tests act through it and assert against the shop's own records. Thread-safe.
 */
public interface ShopDriver extends AutoCloseable {

    /** The id of the adapter that speaks to this shop, as its descriptor has it. */
    String adapterId();

    /** The settings that the owner enters to connect this shop; a new map for each call. */
    Map<String, String> settings();

    /** At least two different articles in stock (1,000 of each or more), in the shop's main currency. Constant. */
    List<Article> articles();

    /** Registers a customer who has never bought, and logs the customer in. */
    Customer register(String name);

    /**
     * Fills a cart with the quantities and completes the shop's own checkout, without moving real money. If the shop
     * rejects a redemption, it either ignores it, so that the buyer pays the full price, or refuses the checkout.
     *
     * @return null if the payment was declined and the shop placed no order
     * @throws CheckoutRefused if the shop refuses a payment that is declined, and placed no order
     * @throws RuntimeException if the shop refuses the checkout for another reason; then there is no order
     */
    PlacedOrder checkout(Checkout checkout);

    /** The shop refused a checkout and placed no order. */
    final class CheckoutRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param reason the shop's own words */
        public CheckoutRefused(String reason) {
            super(reason);
        }
    }

    /** An order as the owner sees it in the shop itself. */
    Record record(String orderId);

    /** As the owner, in the shop: gives an amount back on the order's payment without naming lines. */
    void refund(String orderId, Money amount);

    /** As the owner, in the shop: cancels an order. */
    void cancel(String orderId);

    /** As the owner, in the shop: sends all of a paid order, and delivers it where the shop knows that. */
    void deliver(String orderId);

    /** How many of the article can be sold now. */
    int stock(Article article);

    /**
     * Makes the shop send signed notifications of changes to this address from now on; empty stops it. Called only if
     * NOTIFICATIONS is claimed; otherwise it may do nothing.
     */
    void notifyTo(String url);

    /**
     * As the owner, in the shop: sells one more article, in stock, under exactly this title; empty if this driver
     * cannot.
     */
    default Optional<Article> sell(String title) {
        return Optional.empty();
    }

    /**
     * Creates, as the owner, a coupon for a percentage off all goods, and enters it, as the buyer, at the checkout.
     *
     * @param code exactly as the buyer types it
     * @param percent 1 to 99
     * @return empty if this driver cannot
     */
    default Optional<PlacedOrder> checkoutWithCoupon(Checkout checkout, String code, int percent) {
        return Optional.empty();
    }

    /**
     * The reasons for cancellations and refunds that the owner sees at an order; empty if the shop keeps none, or this
     * driver cannot tell.
     */
    default Optional<List<String>> reasons(String orderId) {
        return Optional.empty();
    }

    /**
     * The store credit that a customer can spend, in the main currency, zero if there is none; empty if the shop has no
     * store credit.
     */
    default Optional<Money> storeCredit(String customerId) {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /** @param price of one unit, with tax, before any offer */
    record Article(String variantId, String title, Money price) {}

    /** @param token the session token that the shop gave the customer's browser at login */
    record Customer(String customerId, String email, String token) {}

    /** How the buyer pays. */
    enum Payment {
        /** Authorize now, capture later; the same as AT_ONCE if the shop cannot do that. */
        AUTHORIZE,
        AT_ONCE,
        /** The payment is declined; no order is placed, or one that stays unpaid, or the checkout is refused. */
        DECLINED
    }

    /**
     * @param quantities by variant id
     * @param redemption what to do with {@code admission}; null for an ordinary purchase
     * @param admission the reference that the buyer got; null for an ordinary purchase
     * @param metadata put on the cart by the storefront
     */
    record Checkout(
            Customer customer,
            Map<String, Integer> quantities,
            Redemption redemption,
            String admission,
            Map<String, String> metadata,
            Payment payment) {
        public Checkout {
            quantities = Map.copyOf(quantities);
            metadata = Map.copyOf(metadata);
        }

        public static Checkout of(Customer customer, Map<String, Integer> quantities) {
            return new Checkout(customer, quantities, null, null, Map.of(), Payment.AUTHORIZE);
        }
    }

    /** @param total what the buyer owed at the end of the checkout, with shipping and tax */
    record PlacedOrder(String orderId, String number, Money total) {}

    /**
     * @param cancelled whether the order as a whole is cancelled
     * @param captures how often money was taken
     * @param refunds how often money was given back
     * @param activeQuantities by variant id, what is still to be delivered
     * @param lineNet by variant id, what the lines cost without tax and after discounts while nothing is cancelled
     */
    record Record(
            boolean cancelled,
            Money authorized,
            Money captured,
            Money refunded,
            int captures,
            int refunds,
            Map<String, Integer> activeQuantities,
            Map<String, Money> lineNet) {}
}
