package shop.gather.adapter.woocommerce;

import shop.gather.adapter.support.AssembledShop;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Notifications;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopContext;

/** Makes the ports of a WooCommerce shop. */
final class WooCommerceShop {

    private WooCommerceShop() {}

    static Shop connect(WooSettings settings, ShopContext context) {
        RestApi api = new RestApi(settings, context);
        ShopFacts facts = ShopFacts.discover(api, settings);
        api.requireWritePermission();
        WooCatalog catalog = new WooCatalog(api, facts);
        WooCustomers customers = new WooCustomers(api);
        OrderReader reader = new OrderReader(api);
        WooRefunds refunds = new WooRefunds(api, reader);
        WooCancellations cancellations = new WooCancellations(api, reader);
        return AssembledShop.of(
                        () -> ShopFacts.discover(api, settings).identity(),
                        catalog,
                        customers,
                        new WooOrders(api, reader, webhooks(api, settings)),
                        new WordPressStorefront(facts.home()))
                .with(
                        CustomerSessions.class,
                        facts.plugin()
                                .map(plugin ->
                                        new WooSessions(new CustomerTokens(plugin.secret(), api.time()), customers)))
                .with(
                        PriceOffers.class,
                        facts.plugin()
                                .<PriceOffers>map(plugin -> TokenPrices.offers(facts, catalog, plugin))
                                .orElseGet(() -> new CouponOffers(api, facts, catalog, customers)))
                .with(DeferredCapture.class, new WooCaptures(api, reader, refunds))
                .with(LineCancellations.class, cancellations)
                .with(Cancellations.class, cancellations)
                .with(Refunds.class, refunds)
                .with(Notifications.class, ShopNotifications.of(settings, context.clock()));
    }

    /** What is done before changes are polled. */
    private static Runnable webhooks(RestApi api, WooSettings settings) {
        return settings.webhookUrl()
                .map(url -> new Webhooks(api, url, settings.webhookSecret().orElseThrow()))
                .map(webhooks -> {
                    webhooks.requireAccess();
                    return (Runnable) webhooks::watch;
                })
                .orElse(() -> {});
    }
}
