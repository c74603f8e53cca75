package shop.gather.tck.broken;

import java.util.Optional;
import java.util.function.Supplier;
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
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.Storefront;

/** A shop of which some ports were replaced by worse ones. */
final class Patched implements Shop {

    private final Shop honest;
    private Supplier<ShopIdentity> identify;
    private Runnable close;
    private Catalog catalog;
    private Customers customers;
    private Orders orders;
    private Storefront storefront;
    private Optional<CustomerSessions> sessions;
    private Optional<PriceOffers> offers;
    private Optional<DeferredCapture> capture;
    private Optional<LineCancellations> lines;
    private Optional<Cancellations> cancellations;
    private Optional<Refunds> refunds;
    private Optional<StoreCredits> credits;
    private Optional<Notifications> notifications;

    Patched(Shop honest) {
        this.honest = honest;
        identify = honest::identify;
        close = honest::close;
        catalog = honest.catalog();
        customers = honest.customers();
        orders = honest.orders();
        storefront = honest.storefront();
        sessions = honest.customerSessions();
        offers = honest.priceOffers();
        capture = honest.deferredCapture();
        lines = honest.lineCancellations();
        cancellations = honest.cancellations();
        refunds = honest.refunds();
        credits = honest.storeCredits();
        notifications = honest.notifications();
    }

    Patched identify(Supplier<ShopIdentity> worse) {
        identify = worse;
        return this;
    }

    Patched close(Runnable worse) {
        close = worse;
        return this;
    }

    Patched catalog(Catalog worse) {
        catalog = worse;
        return this;
    }

    Patched customers(Customers worse) {
        customers = worse;
        return this;
    }

    Patched orders(Orders worse) {
        orders = worse;
        return this;
    }

    Patched storefront(Storefront worse) {
        storefront = worse;
        return this;
    }

    Patched sessions(CustomerSessions worse) {
        sessions = Optional.ofNullable(worse);
        return this;
    }

    Patched offers(PriceOffers worse) {
        offers = Optional.ofNullable(worse);
        return this;
    }

    Patched capture(DeferredCapture worse) {
        capture = Optional.ofNullable(worse);
        return this;
    }

    Patched lines(LineCancellations worse) {
        lines = Optional.ofNullable(worse);
        return this;
    }

    Patched cancellations(Cancellations worse) {
        cancellations = Optional.ofNullable(worse);
        return this;
    }

    Patched refunds(Refunds worse) {
        refunds = Optional.ofNullable(worse);
        return this;
    }

    Patched credits(StoreCredits worse) {
        credits = Optional.ofNullable(worse);
        return this;
    }

    Patched notifications(Notifications worse) {
        notifications = Optional.ofNullable(worse);
        return this;
    }

    /** Leaves only what every shop must have. */
    static Shop bare(Shop honest) {
        return new Patched(honest)
                .sessions(null)
                .offers(null)
                .capture(null)
                .lines(null)
                .cancellations(null)
                .refunds(null)
                .credits(null)
                .notifications(null);
    }

    @Override
    public ShopIdentity identify() {
        return identify.get();
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
        return offers;
    }

    @Override
    public Optional<DeferredCapture> deferredCapture() {
        return capture;
    }

    @Override
    public Optional<LineCancellations> lineCancellations() {
        return lines;
    }

    @Override
    public Optional<Cancellations> cancellations() {
        return cancellations;
    }

    @Override
    public Optional<Refunds> refunds() {
        return refunds;
    }

    @Override
    public Optional<StoreCredits> storeCredits() {
        return credits;
    }

    @Override
    public Optional<Notifications> notifications() {
        return notifications;
    }

    @Override
    public void close() {
        close.run();
    }
}
