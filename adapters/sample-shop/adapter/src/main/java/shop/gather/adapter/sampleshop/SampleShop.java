package shop.gather.adapter.sampleshop;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.support.AssembledShop;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Notifications;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits;

/** Creates the ports that a shop had when it was connected. */
final class SampleShop {

    private final Map<String, Boolean> capabilities;

    private SampleShop(Map<String, Boolean> capabilities) {
        this.capabilities = capabilities;
    }

    /** @param notifications empty if the store has no secret for them */
    static Shop of(ShopClient client, Wire.Self self, URI storefront, Optional<Notifications> notifications) {
        SampleShop shop = new SampleShop(ShopClient.read(() -> Map.copyOf(self.capabilities())));
        CurrencyUnit currency = ShopClient.read(() -> CurrencyUnit.of(self.currency()));
        Commands commands = new Commands(client, currency);
        Reads reads = new Reads(client);
        OrderCommands orderCommands = new OrderCommands(client, commands);
        return AssembledShop.of(() -> identity(client.self()), reads, reads, reads, new Pages(storefront))
                .with(CustomerSessions.class, shop.ifOn("customerSessions", reads))
                .with(PriceOffers.class, shop.ifOn("priceOffers", new Offers(client, commands)))
                .with(DeferredCapture.class, shop.ifOn("deferredCapture", orderCommands))
                .with(LineCancellations.class, shop.ifOn("lineCancellations", orderCommands))
                .with(Cancellations.class, shop.ifOn("cancellations", orderCommands))
                .with(Refunds.class, shop.ifOn("refunds", orderCommands))
                .with(StoreCredits.class, shop.ifOn("storeCredits", new Credits(client, commands)))
                .with(Notifications.class, notifications.flatMap(known -> shop.ifOn("notifications", known)));
    }

    private static ShopIdentity identity(Wire.Self self) {
        return ShopClient.read(() -> new ShopIdentity(
                Objects.requireNonNull(self.fingerprint()),
                self.name(),
                Set.of(CurrencyUnit.of(self.currency())),
                self.pricesIncludeTax()));
    }

    private <T> Optional<T> ifOn(String capability, T port) {
        return Boolean.TRUE.equals(capabilities.get(capability)) ? Optional.of(port) : Optional.empty();
    }
}
