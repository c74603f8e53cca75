package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.tck.ShopDriver.Checkout;

/**
 * A buyer's way through the stub shop's checkout. As in WooCommerce, nothing is locked between looking at a coupon and
 * counting its use.
 */
final class StubCheckout {

    /** The checkout says no, as the Store API does. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;
        final String code;

        Refused(int status, String code, String message) {
            super(status + " " + code + ": " + message);
            this.status = status;
            this.code = code;
        }
    }

    private final StubWooCommerce server;
    private final StubShop shop;

    StubCheckout(StubWooCommerce server) {
        this.server = server;
        this.shop = server.shop();
    }

    StubOrder complete(Checkout checkout) {
        return complete(checkout, checkout.customer().email());
    }

    /** @param billingEmail what the buyer types; the shop proposes the account's address */
    StubOrder complete(Checkout checkout, String billingEmail) {
        StubShop.Customer customer =
                shop.customers.get(Long.parseLong(checkout.customer().customerId()));
        Map<Long, Integer> quantities = new HashMap<>();
        checkout.quantities()
                .forEach((variant, quantity) -> quantities.put(
                        Long.parseLong(VariantId.parse(variant).orElseThrow().item()), quantity));
        StubOrder order = shop.open(customer, quantities);
        String token = checkout.redemption() == Redemption.PRICE_TOKEN ? checkout.admission() : null;
        if (server.plugin() != null) {
            List<BigDecimal> prices = server.plugin().prices(customer.id(), order.items, token);
            for (int i = 0; i < prices.size(); i++) {
                order.items.get(i).entered = prices.get(i);
            }
        }
        if (checkout.redemption() == Redemption.COUPON_CODE) {
            coupon(order, checkout.admission(), billingEmail);
        }
        shop.total(order);
        if (server.plugin() != null) {
            // Addresses of the shop bring the evidence; the plugin keeps it in a cookie and with the cart.
            Map<String, String> meta;
            try {
                meta = server.plugin().placed(customer.id(), order, token, checkout.metadata());
            } catch (StubPlugin.Refused refused) {
                order.status = refused.orderStatus;
                throw new Refused(refused.status, refused.code, refused.getMessage());
            }
            synchronized (shop) {
                order.meta.putAll(meta);
            }
        }
        switch (checkout.payment()) {
            case AUTHORIZE -> shop.place(order, "card", "on-hold");
            case AT_ONCE -> shop.place(order, "card", "processing");
            case DECLINED -> shop.place(order, "card", "failed");
        }
        return order;
    }

    /**
     * A coupon that is refused when it is entered, or later for its e-mail address, leaves the draft of an order
     * behind.
     */
    private void coupon(StubOrder order, String code, String billingEmail) {
        String refusal = shop.refusal(code);
        if (refusal != null) {
            throw new Refused(400, "woocommerce_rest_cart_coupon_error", refusal);
        }
        StubShop.Coupon coupon = shop.coupon(code);
        if (!coupon.emails.isEmpty() && !coupon.emails.contains(billingEmail)) {
            throw new Refused(
                    409,
                    "woocommerce_rest_cart_coupon_errors",
                    "\"" + coupon.code
                            + "\" was removed from the cart. Please enter a valid email to use coupon code \""
                            + coupon.code + "\".");
        }
        synchronized (shop) {
            order.coupons.put(coupon.code, BigDecimal.ZERO);
        }
        CyclicBarrier others = server.together();
        if (others != null) {
            try {
                others.await(10, TimeUnit.SECONDS);
            } catch (BrokenBarrierException | TimeoutException alone) {
                throw new IllegalStateException("the other checkouts did not come", alone);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
