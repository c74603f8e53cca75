package shop.gather.adapter.vendure;

import shop.gather.adapter.support.AssembledShop;
import shop.gather.adapter.support.SignedNotifications;
import shop.gather.adapter.support.TemplateStorefront;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Notifications;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopContext;

/** Creates the ports of a Vendure shop. */
final class VendureShop {

    private VendureShop() {}

    static Shop connect(VendureSettings settings, ShopContext context) {
        AdminApi api = new AdminApi(settings, context);
        TemplateStorefront storefront = new TemplateStorefront(
                VendureSettings.STOREFRONT_URL, settings.storefrontTemplate(), "slug", settings.home());
        HostFacts facts = HostFacts.discover(api, settings);
        VendureCatalog.learnAll(api, storefront);
        OrderReader reader = new OrderReader(api, facts);
        VendureRefunds refunds = new VendureRefunds(api, reader, facts.amounts());
        VendureCancellations cancellations = new VendureCancellations(api, reader);
        return AssembledShop.of(
                        () -> HostFacts.discover(api, settings).identity(),
                        new VendureCatalog(api, facts, storefront),
                        new VendureCustomers(api),
                        new VendureOrders(api, reader),
                        storefront)
                .with(CustomerSessions.class, new VendureSessions(settings, context))
                .with(PriceOffers.class, offers(api, facts))
                .with(DeferredCapture.class, new VendureCaptures(api, reader, facts.amounts(), refunds))
                .with(LineCancellations.class, cancellations)
                .with(Cancellations.class, cancellations)
                .with(Refunds.class, refunds)
                .with(
                        Notifications.class,
                        settings.secret().map(secret -> new SignedNotifications(secret, context.clock())));
    }

    private static PriceOffers offers(AdminApi api, HostFacts facts) {
        return facts.provenSecret()
                .<PriceOffers>map(secret -> TokenPrices.offers(api, facts.amounts(), secret))
                .orElseGet(() -> new CouponOffers(api, facts));
    }
}
