package shop.gather.adapter.medusa;

import shop.gather.adapter.support.AssembledShop;
import shop.gather.adapter.support.SignedNotifications;
import shop.gather.adapter.support.TemplateStorefront;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Catalog;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Notifications;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopContext;
import shop.gather.spi.StoreCredits;

/** Creates the ports of a Medusa shop. */
final class MedusaShop {

    private MedusaShop() {}

    static Shop connect(MedusaSettings settings, ShopContext context) {
        MedusaApi api = new MedusaApi(settings, context);
        TemplateStorefront storefront = new TemplateStorefront(
                MedusaSettings.STOREFRONT_URL, settings.storefrontTemplate(), "handle", settings.home());
        HostFacts facts = HostFacts.discover(api, settings);
        MedusaCatalog.learnAll(api, storefront);
        Catalog catalog = new MedusaCatalog(api, facts, storefront);
        OrderReader reader = new OrderReader(api);
        MedusaRefunds refunds = new MedusaRefunds(api, reader);
        MedusaCancellations cancellations = new MedusaCancellations(api, reader);
        return AssembledShop.of(
                        () -> HostFacts.discover(api, settings).identity(),
                        catalog,
                        new MedusaCustomers(api),
                        new MedusaOrders(api, reader),
                        storefront)
                .with(CustomerSessions.class, new MedusaSessions(api))
                .with(PriceOffers.class, new MedusaOffers(catalog, api))
                .with(DeferredCapture.class, new MedusaCaptures(api, reader, refunds))
                .with(LineCancellations.class, cancellations)
                .with(Cancellations.class, cancellations)
                .with(Refunds.class, refunds)
                .with(StoreCredits.class, MedusaCredits.discover(api, facts))
                .with(
                        Notifications.class,
                        settings.notificationSecret().map(secret -> new SignedNotifications(secret, context.clock())));
    }
}
