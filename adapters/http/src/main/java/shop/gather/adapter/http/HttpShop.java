package shop.gather.adapter.http;

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
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.Storefront;

/** One connected shop, with the ports that it declared when it was connected. */
final class HttpShop implements Shop {

    private final ContractApi api;
    private final Discovery discovery;
    private final Reads reads;
    private final OrderCommands orderCommands;
    private final Credits credits;
    private final Offers offers;
    private final ContractNotifications notifications;

    HttpShop(ContractApi api, Discovery discovery, ContractNotifications notifications) {
        this.api = api;
        this.discovery = discovery;
        this.notifications = notifications;
        Commands commands = new Commands(api);
        this.reads = new Reads(api);
        this.orderCommands = new OrderCommands(commands, discovery.has("unitCancellations"));
        this.credits = new Credits(commands);
        this.offers = new Offers(commands, discovery.offerLimits());
    }

    @Override
    public ShopIdentity identify() {
        return Discovery.of(api).identity();
    }

    @Override
    public Catalog catalog() {
        return reads;
    }

    @Override
    public Customers customers() {
        return reads;
    }

    @Override
    public Orders orders() {
        return reads;
    }

    @Override
    public Storefront storefront() {
        return discovery.storefront();
    }

    @Override
    public Optional<CustomerSessions> customerSessions() {
        return ifDeclared("customerSessions", reads);
    }

    @Override
    public Optional<PriceOffers> priceOffers() {
        return ifDeclared(Discovery.PRICE_OFFERS, offers);
    }

    @Override
    public Optional<DeferredCapture> deferredCapture() {
        return ifDeclared("deferredCapture", orderCommands);
    }

    @Override
    public Optional<LineCancellations> lineCancellations() {
        return ifDeclared("lineCancellations", orderCommands);
    }

    @Override
    public Optional<Cancellations> cancellations() {
        return ifDeclared("cancellations", orderCommands);
    }

    @Override
    public Optional<Refunds> refunds() {
        return ifDeclared("refunds", orderCommands);
    }

    @Override
    public Optional<StoreCredits> storeCredits() {
        return ifDeclared("storeCredits", credits);
    }

    @Override
    public Optional<Notifications> notifications() {
        return ifDeclared("notifications", notifications);
    }

    private <P> Optional<P> ifDeclared(String capability, P port) {
        return discovery.has(capability) ? Optional.of(port) : Optional.empty();
    }
}
