package shop.gather.shop.connection;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Catalog;
import shop.gather.spi.CommandResult;
import shop.gather.spi.Customers;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/**
 * A shop in memory that keeps orders and money by itself: it captures, cancels and refunds as real shops do, once for
 * each key. It charges its own price. A test decides when its connection breaks, before or after the shop has acted.
 */
public final class PlayedShop {

    public static final String ID = "played";
    private static final String NAME = "shop";
    private static final Map<String, PlayedShop> SHOPS = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final Map<String, PlayedOrder> orders = new TreeMap<>();
    private final boolean givesBack;
    private boolean away;
    private boolean losesNextAnswer;
    private boolean declinesNextCapture;

    /** @param givesBack whether it can refund, and cancel lines; else the owner does that */
    public PlayedShop(boolean givesBack) {
        this.givesBack = givesBack;
        SHOPS.put(name, this);
    }

    /** The settings with which a store connects to this shop. */
    public Map<String, String> settings() {
        return Map.of(NAME, name);
    }

    /** Forgets the shop: nobody can connect to it any more. */
    public void close() {
        SHOPS.remove(name);
    }

    public PlayedOrder place(String id, String customer) {
        PlayedOrder order = new PlayedOrder(id, customer, Instant.now());
        orders.put(id, order);
        return order;
    }

    /** Null for an order that was never placed. */
    public PlayedOrder order(String id) {
        return orders.get(id);
    }

    public List<PlayedOrder> all() {
        return List.copyOf(orders.values());
    }

    public void passes(Duration time) {
        orders.values().forEach(order -> order.passes(time));
    }

    public void isAway(boolean now) {
        away = now;
    }

    public void losesNextAnswer() {
        losesNextAnswer = true;
    }

    public void declinesNextCapture() {
        declinesNextCapture = true;
    }

    private void reach() {
        if (away) {
            throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
        }
    }

    /** The shop acts, and perhaps nobody hears of it. */
    private CommandResult command(String orderId, Supplier<CommandResult> action) {
        reach();
        CommandResult result = orders.containsKey(orderId)
                ? action.get()
                : CommandResult.refused(RefusalCode.NOT_FOUND, "There is no such order.");
        if (losesNextAnswer) {
            losesNextAnswer = false;
            throw new ShopException(ShopError.NO_ANSWER, "The connection broke off.");
        }
        return result;
    }

    private CommandResult capture(DeferredCapture.Capture capture) {
        return command(capture.orderId(), () -> {
            if (declinesNextCapture) {
                declinesNextCapture = false;
                return orders.get(capture.orderId()).decline(capture.paymentId());
            }
            return orders.get(capture.orderId())
                    .capture(capture.paymentId(), capture.amount().getAmountMinorLong());
        });
    }

    /** Made by the service loader. */
    public static final class Adapter implements ShopAdapter {

        @Override
        public AdapterDescriptor descriptor() {
            return new AdapterDescriptor(ID, "Played", AdapterDescriptor.CURRENT_SPI, List.<Setting>of());
        }

        @Override
        public Shop connect(ShopContext context) {
            return new Connected(SHOPS.get(context.setting(NAME).orElseThrow()));
        }
    }

    private record Connected(PlayedShop shop) implements Shop {

        @Override
        public ShopIdentity identify() {
            return ScriptedAdapter.identity();
        }

        @Override
        public Optional<DeferredCapture> deferredCapture() {
            return Optional.of(shop::capture);
        }

        @Override
        public Optional<Cancellations> cancellations() {
            return Optional.of(cancellation -> shop.command(
                    cancellation.orderId(),
                    () -> shop.orders.get(cancellation.orderId()).cancel()));
        }

        @Override
        public Optional<LineCancellations> lineCancellations() {
            return !shop.givesBack
                    ? Optional.empty()
                    : Optional.of(line -> shop.command(line.orderId(), () -> shop.orders
                            .get(line.orderId())
                            .cancelLine(line.lineId(), line.quantity().map(BigDecimal::intValueExact))));
        }

        @Override
        public Optional<Refunds> refunds() {
            return !shop.givesBack
                    ? Optional.empty()
                    : Optional.of(refund -> shop.command(
                            refund.orderId(),
                            () -> shop.orders.get(refund.orderId()).refund(refund)));
        }

        @Override
        public Optional<PriceOffers> priceOffers() {
            return Optional.of(new Offers(shop));
        }

        @Override
        public Orders orders() {
            return new Orders() {
                @Override
                public Optional<OrderSnapshot> order(String orderId) {
                    shop.reach();
                    return Optional.ofNullable(shop.orders.get(orderId)).map(PlayedOrder::snapshot);
                }

                @Override
                public Changes changedSince(Optional<String> cursor, int limit) {
                    return new Changes(List.of(), cursor.orElse("0"), false);
                }

                @Override
                public List<String> placedBy(String customerId, Instant since) {
                    shop.reach();
                    return shop.orders.values().stream()
                            .filter(order -> order.isOf(customerId, since))
                            .map(PlayedOrder::id)
                            .toList();
                }
            };
        }

        @Override
        public Catalog catalog() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Customers customers() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Storefront storefront() {
            return new Storefront() {
                @Override
                public URI home() {
                    return URI.create("https://shop.example");
                }

                @Override
                public URI product(VariantSnapshot variant) {
                    return URI.create("https://shop.example/" + variant.variantId());
                }
            };
        }
    }

    /** Every buyer gets every price. */
    private record Offers(PlayedShop shop) implements PriceOffers {

        @Override
        public Limits limits() {
            return new Limits(Redemption.AUTOMATIC, OptionalInt.empty(), 10, Duration.ZERO);
        }

        @Override
        public CommandResult offer(Offer offer) {
            return answer(offer.key());
        }

        @Override
        public CommandResult admit(Admission admission) {
            return answer(admission.key());
        }

        @Override
        public CommandResult revoke(Admission admission) {
            return answer(admission.key());
        }

        @Override
        public CommandResult close(String key, String offerReference) {
            return answer(key);
        }

        private CommandResult answer(String key) {
            shop.reach();
            return CommandResult.done(key);
        }
    }
}
