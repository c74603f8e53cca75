package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.spi.PriceOffers;
import shop.gather.tck.ShopDriver;

/** Acts at a {@link StubWooCommerce} as its customers do in its pages and its owner in its administration. */
public final class WooCommerceDriver implements ShopDriver {

    private final StubWooCommerce server;
    private final StubShop shop;

    public WooCommerceDriver(StubWooCommerce server) {
        this.server = server;
        this.shop = server.shop();
    }

    @Override
    public String adapterId() {
        return "woocommerce";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("shopUrl", server.address().toString());
        settings.put("consumerKey", StubWooCommerce.KEY);
        settings.put("consumerSecret", StubWooCommerce.SECRET);
        settings.put("webhookSecret", StubWooCommerce.WEBHOOK_SECRET);
        server.options().pluginSecret().ifPresent(secret -> settings.put("pluginSecret", secret));
        return settings;
    }

    @Override
    public List<Article> articles() {
        return List.of(article(12, "12", "Dragon Well Tea"), article(34, "13-34", "Clay Pot \u2013 Brown"));
    }

    private Article article(long id, String variantId, String title) {
        StubWooCommerce.Options options = server.options();
        BigDecimal price = shop.products.get(id).price();
        if (!options.pricesIncludeTax()) {
            price = price.multiply(BigDecimal.ONE.add(options.rate()));
        }
        return new Article(variantId, title, money(price));
    }

    @Override
    public Customer register(String name) {
        String email =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + UUID.randomUUID() + "@example.test";
        StubShop.Customer customer = shop.register(email, name);
        String token = server.plugin() == null ? "none" : server.plugin().customerToken(customer.id());
        return new Customer(Long.toString(customer.id()), email, token);
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        StubOrder order = new StubCheckout(server).complete(checkout);
        return new PlacedOrder(Long.toString(order.id), Long.toString(order.id), money(order.total));
    }

    @Override
    public Record record(String orderId) {
        synchronized (shop) {
            StubOrder order = order(orderId);
            boolean cancelled = order.status.equals("cancelled") || order.status.equals("refunded");
            Map<String, Integer> active = new HashMap<>();
            Map<String, Money> net = new HashMap<>();
            for (StubOrder.Item item : order.items) {
                String variant = item.variation == 0 ? "" + item.product : item.product + "-" + item.variation;
                int back = order.refunds.stream()
                        .filter(refund -> refund.items().containsKey(item.id))
                        .mapToInt(refund -> refund.items().get(item.id).quantity())
                        .sum();
                active.merge(variant, cancelled ? 0 : item.quantity - back, Integer::sum);
                net.merge(variant, money(item.net), Money::plus);
            }
            BigDecimal zero = BigDecimal.ZERO;
            return new Record(
                    cancelled,
                    money(order.authorized ? order.total : zero),
                    money(order.taken),
                    money(order.refunded()),
                    order.captures,
                    (int) order.refunds.stream()
                            .filter(refund -> refund.amount().signum() > 0)
                            .count(),
                    active,
                    net);
        }
    }

    @Override
    public void refund(String orderId, Money amount) {
        shop.refund(order(orderId), amount.getAmount(), "by the owner", true, true, Map.of(), Map.of());
    }

    @Override
    public void cancel(String orderId) {
        shop.setStatus(order(orderId), "cancelled");
    }

    @Override
    public void deliver(String orderId) {
        shop.setStatus(order(orderId), "completed");
    }

    @Override
    public int stock(Article article) {
        synchronized (shop) {
            return shop.stock.get(Long.parseLong(
                    VariantId.parse(article.variantId()).orElseThrow().item()));
        }
    }

    /** As the owner enters the address: in the plugin's settings where it is there, else as webhooks. */
    @Override
    public void notifyTo(String url) {
        if (server.plugin() != null) {
            server.plugin().notifyTo(url);
            return;
        }
        server.webhooks().all().forEach(webhook -> server.webhooks().remove(webhook.id));
        if (!url.isEmpty()) {
            for (String topic : List.of("order.created", "order.updated")) {
                StubWebhooks.Webhook webhook = new StubWebhooks.Webhook();
                webhook.id = shop.nextId();
                webhook.topic = topic;
                webhook.url = url;
                webhook.secret = StubWooCommerce.WEBHOOK_SECRET;
                server.webhooks().add(webhook);
            }
        }
    }

    @Override
    public Optional<Article> sell(String title) {
        long id = shop.sell(title);
        return Optional.of(article(id, Long.toString(id), title));
    }

    @Override
    public Optional<PlacedOrder> checkoutWithCoupon(Checkout checkout, String code, int percent) {
        shop.coupon(code, percent);
        return Optional.of(checkout(new Checkout(
                checkout.customer(),
                checkout.quantities(),
                PriceOffers.Redemption.COUPON_CODE,
                code,
                checkout.metadata(),
                checkout.payment())));
    }

    @Override
    public Optional<List<String>> reasons(String orderId) {
        synchronized (shop) {
            StubOrder order = order(orderId);
            return Optional.of(
                    Stream.concat(order.notes.stream(), order.refunds.stream().map(StubOrder.Refund::reason))
                            .toList());
        }
    }

    private StubOrder order(String orderId) {
        synchronized (shop) {
            return shop.orders.get(Long.parseLong(orderId));
        }
    }

    private Money money(BigDecimal amount) {
        return Amounts.rounded(server.options().currency(), amount);
    }
}
