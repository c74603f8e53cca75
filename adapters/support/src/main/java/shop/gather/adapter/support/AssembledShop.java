package shop.gather.adapter.support;

import java.util.HashMap;
import java.util.Map;
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

/** A connected shop, assembled from its ports. Immutable; each {@code with} returns a shop with one more port. */
public final class AssembledShop implements Shop {

    private final Supplier<ShopIdentity> identity;
    private final Map<Class<?>, Object> ports;

    private AssembledShop(Supplier<ShopIdentity> identity, Map<Class<?>, Object> ports) {
        this.identity = identity;
        this.ports = ports;
    }

    /**
     * A shop with the ports that every shop has.
     *
     * @param identity calls the shop, see {@link Shop#identify}
     */
    public static AssembledShop of(
            Supplier<ShopIdentity> identity,
            Catalog catalog,
            Customers customers,
            Orders orders,
            Storefront storefront) {
        return new AssembledShop(
                identity,
                Map.of(
                        Catalog.class, catalog,
                        Customers.class, customers,
                        Orders.class, orders,
                        Storefront.class, storefront));
    }

    /** Adds an optional port. */
    public <P> AssembledShop with(Class<P> port, P implementation) {
        Map<Class<?>, Object> more = new HashMap<>(ports);
        more.put(port, implementation);
        return new AssembledShop(identity, Map.copyOf(more));
    }

    /** Adds an optional port if this shop has it. */
    public <P> AssembledShop with(Class<P> port, Optional<? extends P> implementation) {
        return implementation.isPresent() ? with(port, implementation.get()) : this;
    }

    private <P> Optional<P> find(Class<P> port) {
        return Optional.ofNullable(port.cast(ports.get(port)));
    }

    @Override
    public ShopIdentity identify() {
        return identity.get();
    }

    @Override
    public Catalog catalog() {
        return find(Catalog.class).orElseThrow();
    }

    @Override
    public Customers customers() {
        return find(Customers.class).orElseThrow();
    }

    @Override
    public Orders orders() {
        return find(Orders.class).orElseThrow();
    }

    @Override
    public Storefront storefront() {
        return find(Storefront.class).orElseThrow();
    }

    @Override
    public Optional<CustomerSessions> customerSessions() {
        return find(CustomerSessions.class);
    }

    @Override
    public Optional<PriceOffers> priceOffers() {
        return find(PriceOffers.class);
    }

    @Override
    public Optional<DeferredCapture> deferredCapture() {
        return find(DeferredCapture.class);
    }

    @Override
    public Optional<LineCancellations> lineCancellations() {
        return find(LineCancellations.class);
    }

    @Override
    public Optional<Cancellations> cancellations() {
        return find(Cancellations.class);
    }

    @Override
    public Optional<Refunds> refunds() {
        return find(Refunds.class);
    }

    @Override
    public Optional<StoreCredits> storeCredits() {
        return find(StoreCredits.class);
    }

    @Override
    public Optional<Notifications> notifications() {
        return find(Notifications.class);
    }
}
