package shop.gather.adapter.sampleshop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.gather.spi.Catalog;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Customers;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/**
 * The read operations. The shop numbers the changes of orders in the order of their commits, so {@link #changedSince}
 * needs no overlap.
 */
final class Reads implements Catalog, Customers, CustomerSessions, Orders {

    /** The form of the shop's ids and tokens; the shop cannot know any other text, so it is not asked. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private static final int MOST_ORDERS = 50;

    private final ShopClient client;

    Reads(ShopClient client) {
        this.client = client;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    @Override
    public Optional<VariantSnapshot> variant(String variantId) {
        if (!isId(variantId)) {
            return Optional.empty();
        }
        ShopClient.Answer answer = client.send(api -> api.variant(variantId));
        return client.found(answer, Wire.Variant.class).map(Snapshots::variant);
    }

    @Override
    public List<VariantSnapshot> search(String text, int limit) {
        ShopClient.Answer answer = client.send(api -> api.variants(text, limit));
        Wire.Variants found = client.parsed(ShopClient.good(answer), Wire.Variants.class);
        return ShopClient.read(
                () -> found.variants().stream().map(Snapshots::variant).toList());
    }

    @Override
    public Optional<CustomerSnapshot> customer(String customerId) {
        if (!isId(customerId)) {
            return Optional.empty();
        }
        ShopClient.Answer answer = client.send(api -> api.customer(customerId));
        return client.found(answer, Wire.Customer.class).map(Snapshots::customer);
    }

    @Override
    public Optional<CustomerSnapshot> whoIs(String shopToken) {
        if (!isId(shopToken)) {
            return Optional.empty();
        }
        ShopClient.Answer answer = client.send(api -> api.me(shopToken));
        if (answer.status() == 401) {
            return Optional.empty();
        }
        return Optional.of(Snapshots.customer(client.parsed(ShopClient.good(answer), Wire.Customer.class)));
    }

    @Override
    public Optional<OrderSnapshot> order(String orderId) {
        if (!isId(orderId)) {
            return Optional.empty();
        }
        ShopClient.Answer answer = client.send(api -> api.order(orderId));
        return client.found(answer, Wire.Order.class).map(Snapshots::order);
    }

    @Override
    public int ordersAtOnce() {
        return MOST_ORDERS;
    }

    @Override
    public List<OrderSnapshot> orders(List<String> orderIds) {
        List<String> known = orderIds.stream().filter(Reads::isId).toList();
        if (known.isEmpty()) {
            return List.of();
        }
        ShopClient.Answer answer = client.send(api -> api.orders(known));
        Wire.Orders found = client.parsed(ShopClient.good(answer), Wire.Orders.class);
        return ShopClient.read(
                () -> found.orders().stream().map(Snapshots::order).toList());
    }

    @Override
    public Changes changedSince(Optional<String> cursor, int limit) {
        if (cursor.filter(String::isBlank).isPresent()) {
            // The shop would take it for a reader without a cursor.
            throw new ShopException(ShopError.BAD_ANSWER, "an empty text is no cursor of this shop");
        }
        ShopClient.Answer answer = client.send(api -> api.changes(cursor.orElse(null), limit));
        Wire.Changes changes = client.parsed(ShopClient.good(answer), Wire.Changes.class);
        return ShopClient.read(() -> new Changes(changes.orderIds(), changes.cursor(), changes.more()));
    }

    @Override
    public List<String> placedBy(String customerId, Instant since) {
        if (!isId(customerId)) {
            return List.of();
        }
        ShopClient.Answer answer = client.send(api -> api.ordersOf(customerId, since.toString()));
        Wire.OrderIds ids = client.parsed(ShopClient.good(answer), Wire.OrderIds.class);
        return ShopClient.read(() -> List.copyOf(ids.orderIds()));
    }
}
