package shop.gather.adapter.http;

import shop.gather.adapter.support.AssembledShop;
import shop.gather.spi.Cancellations;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.Notifications;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.Shop;
import shop.gather.spi.StoreCredits;

/** Creates the ports that a shop declared when it was connected. */
final class HttpShop {

    private HttpShop() {}

    static Shop of(Discovery discovery, ContractApi api, ContractNotifications notifications) {
        Commands commands = new Commands(api);
        Reads reads = new Reads(api, discovery.has("orderLookups"));
        OrderCommands orderCommands = new OrderCommands(commands, discovery.has("unitCancellations"));
        return AssembledShop.of(() -> Discovery.of(api).identity(), reads, reads, reads, discovery.storefront())
                .with(CustomerSessions.class, discovery.ifDeclared("customerSessions", reads))
                .with(
                        PriceOffers.class,
                        discovery.ifDeclared(Discovery.PRICE_OFFERS, new Offers(commands, discovery.offerLimits())))
                .with(DeferredCapture.class, discovery.ifDeclared("deferredCapture", orderCommands))
                .with(LineCancellations.class, discovery.ifDeclared("lineCancellations", orderCommands))
                .with(Cancellations.class, discovery.ifDeclared("cancellations", orderCommands))
                .with(Refunds.class, discovery.ifDeclared("refunds", orderCommands))
                .with(StoreCredits.class, discovery.ifDeclared("storeCredits", new Credits(commands)))
                .with(Notifications.class, discovery.ifDeclared("notifications", notifications));
    }
}
