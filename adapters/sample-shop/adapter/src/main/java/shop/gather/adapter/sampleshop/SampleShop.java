package shop.gather.adapter.sampleshop;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
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

/** One shop, with the ports that it had when it was connected. */
final class SampleShop implements Shop {

    private final ShopClient client;
    private final Map<String, Boolean> capabilities;
    private final Reads reads;
    private final OrderCommands orderCommands;
    private final Credits credits;
    private final Offers offers;
    private final Pages pages;
    private final Webhooks webhooks;

    /** @param webhooks null if the store has no secret for them */
    SampleShop(ShopClient client, Wire.Self self, URI storefront, Webhooks webhooks) {
        this.client = client;
        this.capabilities = ShopClient.read(() -> Map.copyOf(self.capabilities()));
        CurrencyUnit currency = ShopClient.read(() -> CurrencyUnit.of(self.currency()));
        Commands commands = new Commands(client, currency);
        this.reads = new Reads(client);
        this.orderCommands = new OrderCommands(client, commands);
        this.credits = new Credits(client, commands);
        this.offers = new Offers(client, commands);
        this.pages = new Pages(storefront);
        this.webhooks = webhooks;
    }

    @Override
    public ShopIdentity identify() {
        Wire.Self self = client.self();
        return ShopClient.read(() -> new ShopIdentity(
                Objects.requireNonNull(self.fingerprint()),
                self.name(),
                Set.of(CurrencyUnit.of(self.currency())),
                self.pricesIncludeTax()));
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
        return pages;
    }

    @Override
    public Optional<CustomerSessions> customerSessions() {
        return ifOn("customerSessions", reads);
    }

    @Override
    public Optional<PriceOffers> priceOffers() {
        return ifOn("priceOffers", offers);
    }

    @Override
    public Optional<DeferredCapture> deferredCapture() {
        return ifOn("deferredCapture", orderCommands);
    }

    @Override
    public Optional<LineCancellations> lineCancellations() {
        return ifOn("lineCancellations", orderCommands);
    }

    @Override
    public Optional<Cancellations> cancellations() {
        return ifOn("cancellations", orderCommands);
    }

    @Override
    public Optional<Refunds> refunds() {
        return ifOn("refunds", orderCommands);
    }

    @Override
    public Optional<StoreCredits> storeCredits() {
        return ifOn("storeCredits", credits);
    }

    @Override
    public Optional<Notifications> notifications() {
        return webhooks == null ? Optional.empty() : ifOn("notifications", webhooks);
    }

    private <T> Optional<T> ifOn(String capability, T port) {
        return Boolean.TRUE.equals(capabilities.get(capability)) ? Optional.of(port) : Optional.empty();
    }
}
