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

/** A buyer's way through the stub shop's checkout. As in WooCommerce, nothing is locked between looking at a coupon and counting its use. */
final class StubCheckout {

    /** The checkout says no. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private final StubWooCommerce server;
    private final StubShop shop;

    StubCheckout(StubWooCommerce server) {
        this.server = server;
        this.shop = server.shop();
    }

    StubOrder complete(Checkout checkout) {
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
            coupon(order, checkout.admission());
        }
        shop.total(order);
        if (server.plugin() != null) {
            // Addresses of the shop bring the evidence; the plugin keeps it in a cookie and with the cart.
            Map<String, String> meta;
            try {
                meta = server.plugin().placed(customer.id(), order, token, checkout.metadata());
            } catch (StubPlugin.Refused refused) {
                throw new Refused(refused.getMessage());
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

    /** A refused coupon leaves the draft of an order behind. */
    private void coupon(StubOrder order, String code) {
        String refusal = shop.refusal(order, code);
        if (refusal != null) {
            throw new Refused("woocommerce_rest_invalid_coupon: " + refusal);
        }
        synchronized (shop) {
            order.coupons.put(code, BigDecimal.ZERO);
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
