package shop.gather.adapter.medusa;

import java.util.Optional;
import shop.gather.adapter.signing.SignedNotifications;
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
import shop.gather.spi.StoreCredits;
import shop.gather.spi.Storefront;

/** One connected Medusa shop. */
final class MedusaShop implements Shop {

    private final MedusaApi api;
    private final MedusaSettings settings;
    private final Catalog catalog;
    private final Customers customers;
    private final Orders orders;
    private final Storefront storefront;
    private final CustomerSessions sessions;
    private final PriceOffers offers;
    private final DeferredCapture captures;
    private final MedusaCancellations cancellations;
    private final Refunds refunds;
    private final Optional<Notifications> notifications;
    private final Optional<StoreCredits> credits;

    private MedusaShop(
            MedusaSettings settings,
            ShopContext context,
            MedusaApi api,
            HostFacts facts,
            TemplateStorefront storefront,
            Optional<StoreCredits> credits) {
        this.api = api;
        this.settings = settings;
        this.storefront = storefront;
        this.credits = credits;
        this.catalog = new MedusaCatalog(api, facts, storefront);
        this.customers = new MedusaCustomers(api);
        this.sessions = new MedusaSessions(api);
        OrderReader reader = new OrderReader(api);
        this.orders = new MedusaOrders(api, reader);
        MedusaRefunds medusaRefunds = new MedusaRefunds(api, reader);
        this.refunds = medusaRefunds;
        this.captures = new MedusaCaptures(api, reader, medusaRefunds);
        this.cancellations = new MedusaCancellations(api, reader);
        this.offers = new MedusaOffers(catalog, api);
        this.notifications =
                settings.notificationSecret().map(secret -> new SignedNotifications(secret, context.clock()));
    }

    static MedusaShop connect(MedusaSettings settings, ShopContext context) {
        MedusaApi api = new MedusaApi(settings, context);
        TemplateStorefront storefront = new TemplateStorefront(settings.storefrontTemplate(), settings.home());
        HostFacts facts = HostFacts.discover(api, settings);
        storefront.learnAll(api);
        return new MedusaShop(settings, context, api, facts, storefront, MedusaCredits.discover(api, facts));
    }

    @Override
    public ShopIdentity identify() {
        return HostFacts.discover(api, settings).identity();
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
        return Optional.of(sessions);
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

    @Override
    public Optional<StoreCredits> storeCredits() {
        return credits;
    }
}
