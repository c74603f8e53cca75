package shop.gather.adapter.woocommerce;

import java.util.Optional;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Catalog;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.Customers;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Notifications;
import shop.gather.spi.Orders;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.Storefront;

/** One connected WooCommerce shop. */
final class WooCommerceShop implements Shop {

    private final RestApi api;
    private final WooSettings settings;
    private final Catalog catalog;
    private final Customers customers;
    private final Orders orders;
    private final Storefront storefront;
    private final Optional<CustomerSessions> sessions;
    private final PriceOffers offers;
    private final DeferredCapture captures;
    private final WooCancellations cancellations;
    private final Refunds refunds;
    private final Optional<Notifications> notifications;

    private WooCommerceShop(
            WooSettings settings, ShopContext context, RestApi api, ShopFacts facts, Runnable beforePolling) {
        this.api = api;
        this.settings = settings;
        this.storefront = new WordPressStorefront(facts.home());
        WooCatalog wooCatalog = new WooCatalog(api, facts);
        this.catalog = wooCatalog;
        WooCustomers wooCustomers = new WooCustomers(api);
        this.customers = wooCustomers;
        OrderReader reader = new OrderReader(api);
        this.orders = new WooOrders(api, reader, beforePolling);
        WooRefunds wooRefunds = new WooRefunds(api, reader);
        this.refunds = wooRefunds;
        this.captures = new WooCaptures(api, reader, wooRefunds);
        this.cancellations = new WooCancellations(api, reader);
        this.sessions = facts.plugin()
                .map(plugin -> new WooSessions(new CustomerTokens(plugin.secret(), api.time()), wooCustomers));
        this.offers = facts.plugin()
                .<PriceOffers>map(plugin -> new TokenOffers(facts, wooCatalog, plugin))
                .orElseGet(() -> new CouponOffers(api, facts, wooCatalog, wooCustomers));
        this.notifications = ShopNotifications.of(settings, context.clock());
    }

    static WooCommerceShop connect(WooSettings settings, ShopContext context) {
        RestApi api = new RestApi(settings, context);
        ShopFacts facts = ShopFacts.discover(api, settings);
        api.requireWritePermission();
        Runnable beforePolling = settings.webhookUrl()
                .map(url -> new Webhooks(api, url, settings.webhookSecret().orElseThrow()))
                .map(webhooks -> {
                    webhooks.requireAccess();
                    return (Runnable) webhooks::watch;
                })
                .orElse(() -> {});
        return new WooCommerceShop(settings, context, api, facts, beforePolling);
    }

    @Override
    public ShopIdentity identify() {
        return ShopFacts.discover(api, settings).identity();
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public Customers customers() {
        return customers;
    }

    @Override
    public Orders orders() {
        return orders;
    }

    @Override
    public Storefront storefront() {
        return storefront;
    }

    @Override
    public Optional<CustomerSessions> customerSessions() {
        return sessions;
    }

    @Override
    public Optional<PriceOffers> priceOffers() {
        return Optional.of(offers);
    }

    @Override
    public Optional<DeferredCapture> deferredCapture() {
        return Optional.of(captures);
    }

    @Override
    public Optional<LineCancellations> lineCancellations() {
        return Optional.of(cancellations);
    }

    @Override
    public Optional<Cancellations> cancellations() {
        return Optional.of(cancellations);
    }

    @Override
    public Optional<Refunds> refunds() {
        return Optional.of(refunds);
    }

    @Override
    public Optional<Notifications> notifications() {
        return notifications;
    }
}
