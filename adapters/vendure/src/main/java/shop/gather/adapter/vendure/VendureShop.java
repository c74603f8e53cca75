package shop.gather.adapter.vendure;

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
import shop.gather.spi.Storefront;

/** One connected Vendure shop. */
final class VendureShop implements Shop {

    private final AdminApi api;
    private final VendureSettings settings;
    private final Catalog catalog;
    private final Customers customers;
    private final Orders orders;
    private final Storefront storefront;
    private final CustomerSessions sessions;
    private final PriceOffers offers;
    private final DeferredCapture captures;
    private final VendureCancellations cancellations;
    private final Refunds refunds;
    private final Optional<Notifications> notifications;

    private VendureShop(
            VendureSettings settings,
            ShopContext context,
            AdminApi api,
            HostFacts facts,
            TemplateStorefront storefront) {
        this.api = api;
        this.settings = settings;
        this.storefront = storefront;
        this.catalog = new VendureCatalog(api, facts, storefront);
        this.customers = new VendureCustomers(api);
        this.sessions = new VendureSessions(settings, context);
        OrderReader reader = new OrderReader(api, facts);
        this.orders = new VendureOrders(api, reader);
        VendureRefunds vendureRefunds = new VendureRefunds(api, reader, facts.amounts());
        this.refunds = vendureRefunds;
        this.captures = new VendureCaptures(api, reader, facts.amounts(), vendureRefunds);
        this.cancellations = new VendureCancellations(api, reader);
        this.offers = facts.provenSecret()
                .<PriceOffers>map(secret -> new TokenOffers(api, facts, secret))
                .orElseGet(() -> new CouponOffers(api, facts));
        this.notifications = settings.secret().map(secret -> new SignedNotifications(secret, context.clock()));
    }

    static VendureShop connect(VendureSettings settings, ShopContext context) {
        AdminApi api = new AdminApi(settings, context);
        TemplateStorefront storefront = new TemplateStorefront(settings.storefrontTemplate(), settings.home());
        HostFacts facts = HostFacts.discover(api, settings);
        storefront.learnAll(api);
        return new VendureShop(settings, context, api, facts, storefront);
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
}
