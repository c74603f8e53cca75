package shop.gather.tck.memory;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/** The honest shop as an adapter shows it. */
final class MemoryShop implements Shop {

    private final ShopContext context;
    private final MemoryBackend backend;
    private final MemoryCommands commands;
    private final RemoteCalls remote;

    MemoryShop(ShopContext context, MemoryBackend backend) {
        this.context = context;
        this.backend = backend;
        this.remote = new RemoteCalls(context, backend);
        this.commands = new MemoryCommands(context, backend, remote);
    }

    @Override
    public ShopIdentity identify() {
        return new ShopIdentity(remote.greeting(), "Memory", Set.of(CurrencyUnit.EUR), true);
    }

    @Override
    public Catalog catalog() {
        return new Catalog() {
            @Override
            public Optional<VariantSnapshot> variant(String variantId) {
                return backend.variant(variantId);
            }

            @Override
            public List<VariantSnapshot> search(String text, int limit) {
                String wanted = text.toLowerCase(Locale.ROOT);
                return backend.variants().stream()
                        .filter(variant -> variant.title()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted)
                                || variant.sku().toLowerCase(Locale.ROOT).contains(wanted))
                        .limit(limit)
                        .toList();
            }
        };
    }

    @Override
    public Customers customers() {
        return backend::customer;
    }

    @Override
    public Orders orders() {
        return new Orders() {
            @Override
            public Optional<OrderSnapshot> order(String orderId) {
                return remote.call(() -> backend.order(orderId).map(MemoryOrder::snapshot));
            }

            @Override
            public Changes changedSince(Optional<String> cursor, int limit) {
                List<MemoryBackend.Change> log = backend.log();
                int from = cursor.map(text -> place(text, log.size())).orElse(log.size());
                int to = Math.min(log.size(), from + limit);
                List<String> ids = log.subList(from, to).stream()
                        .map(MemoryBackend.Change::orderId)
                        .distinct()
                        .toList();
                return new Changes(ids, String.valueOf(to), to < log.size());
            }

            @Override
            public List<String> placedBy(String customerId, Instant since) {
                return backend.ordersOf(customerId, since);
            }
        };
    }

    private static int place(String cursor, int end) {
        if (!cursor.matches("[0-9]{1,9}") || Integer.parseInt(cursor) > end) {
            throw new ShopException(ShopError.BAD_ANSWER, "that is no cursor of this shop");
        }
        return Integer.parseInt(cursor);
    }

    @Override
    public Storefront storefront() {
        String template = context.required("storefront");
        return new Storefront() {
            @Override
            public URI home() {
                return product("").resolve("/");
            }

            @Override
            public URI product(VariantSnapshot variant) {
                return product(variant.productId());
            }

            private URI product(String productId) {
                return URI.create(
                        template.replace("{productId}", URLEncoder.encode(productId, StandardCharsets.UTF_8)));
            }
        };
    }

    @Override
    public Optional<CustomerSessions> customerSessions() {
        return Optional.of(backend::session);
    }

    @Override
    public Optional<PriceOffers> priceOffers() {
        return Optional.of(new MemoryPriceOffers(backend));
    }

    @Override
    public Optional<DeferredCapture> deferredCapture() {
        return Optional.of(commands::capture);
    }

    @Override
    public Optional<LineCancellations> lineCancellations() {
        return Optional.of(commands::cancelLine);
    }

    @Override
    public Optional<Cancellations> cancellations() {
        return Optional.of(commands::cancel);
    }

    @Override
    public Optional<Refunds> refunds() {
        return Optional.of(commands::refund);
    }

    @Override
    public Optional<StoreCredits> storeCredits() {
        return Optional.of(commands::credit);
    }

    @Override
    public Optional<Notifications> notifications() {
        return Optional.of(new MemoryNotifications(context));
    }
}
