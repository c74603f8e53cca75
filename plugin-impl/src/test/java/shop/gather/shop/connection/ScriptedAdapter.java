package shop.gather.shop.connection;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Catalog;
import shop.gather.spi.CommandResult;
import shop.gather.spi.Customers;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/**
 * An adapter as an integrator may write it: a test says what it does, by the customer, the order or the setting
 * {@link #SHOP}. Nothing changes by itself.
 */
public final class ScriptedAdapter implements ShopAdapter {

    public static final String ID = "scripted";

    private static final Map<String, Supplier<CommandResult>> SCRIPTS = new ConcurrentHashMap<>();

    private static final Map<String, Supplier<Optional<OrderSnapshot>>> ORDERS = new ConcurrentHashMap<>();

    /** The setting that names the script of {@link #identifies}; without it the shop can always be opened. */
    static final String SHOP = "shop";

    private static final Map<String, Supplier<ShopIdentity>> IDENTITIES = new ConcurrentHashMap<>();

    private static final Map<String, Supplier<CommandResult>> ADMISSIONS = new ConcurrentHashMap<>();

    /** What the shop answers when it is opened. */
    static void identifies(String shop, Supplier<ShopIdentity> script) {
        IDENTITIES.put(shop, script);
    }

    /** What the shop answers when a customer is to be admitted to a price. */
    public static void admits(String customer, Supplier<CommandResult> script) {
        ADMISSIONS.put(customer, script);
    }

    /** What the shop answers when it is asked for an order. */
    public static void answers(String orderId, Supplier<Optional<OrderSnapshot>> script) {
        ORDERS.put(orderId, script);
    }

    private static final Map<String, Function<Instant, List<String>>> LISTS = new ConcurrentHashMap<>();

    /** What the shop answers when it is asked for a customer's orders since a time. */
    public static void lists(String customer, Function<Instant, List<String>> script) {
        LISTS.put(customer, script);
    }

    public static void givesCredit(String customer, Supplier<CommandResult> script) {
        SCRIPTS.put(customer, script);
    }

    private static final Map<String, Supplier<Optional<VariantSnapshot>>> VARIANTS = new ConcurrentHashMap<>();

    /** What the shop answers when it is asked for an article. */
    public static void sells(String variantId, Supplier<Optional<VariantSnapshot>> script) {
        VARIANTS.put(variantId, script);
    }

    private static final AtomicInteger AT_ONCE = new AtomicInteger(1);

    private static final List<Integer> ASKED_TOGETHER = new CopyOnWriteArrayList<>();

    /** So many orders, and buyers, the shop is asked for at once; 1 unless a test says otherwise. */
    public static void answersAtOnce(int most) {
        AT_ONCE.set(most);
        ASKED_TOGETHER.clear();
    }

    /** How many the shop was asked for at once, each time since {@link #answersAtOnce}. */
    public static List<Integer> askedTogether() {
        return List.copyOf(ASKED_TOGETHER);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return new AdapterDescriptor(ID, "Scripted", AdapterDescriptor.CURRENT_SPI, List.<Setting>of());
    }

    @Override
    public Shop connect(ShopContext context) {
        return new Scripted(context.setting(SHOP).map(IDENTITIES::get).orElse(ScriptedAdapter::identity));
    }

    public static ShopIdentity identity() {
        return new ShopIdentity("scripted", "Scripted", Set.of(CurrencyUnit.EUR), true);
    }

    private record Scripted(Supplier<ShopIdentity> identity) implements Shop {

        @Override
        public ShopIdentity identify() {
            return identity.get();
        }

        @Override
        public Optional<PriceOffers> priceOffers() {
            return Optional.of(new ScriptedOffers());
        }

        @Override
        public Optional<StoreCredits> storeCredits() {
            return Optional.of(credit -> SCRIPTS.get(credit.customerId()).get());
        }

        @Override
        public Catalog catalog() {
            return new Catalog() {
                @Override
                public Optional<VariantSnapshot> variant(String variantId) {
                    return VARIANTS.get(variantId).get();
                }

                @Override
                public List<VariantSnapshot> search(String text, int limit) {
                    throw new AssertionError("not asked for");
                }
            };
        }

        @Override
        public Customers customers() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Orders orders() {
            return new Orders() {
                @Override
                public Optional<OrderSnapshot> order(String orderId) {
                    return ORDERS.get(orderId).get();
                }

                @Override
                public int ordersAtOnce() {
                    return AT_ONCE.get();
                }

                @Override
                public List<OrderSnapshot> orders(List<String> orderIds) {
                    ASKED_TOGETHER.add(orderIds.size());
                    return Orders.super.orders(orderIds);
                }

                @Override
                public Changes changedSince(Optional<String> cursor, int limit) {
                    return new Changes(List.of(), cursor.orElse("0"), false);
                }

                @Override
                public List<String> placedBy(String customerId, Instant since) {
                    if (LISTS.containsKey(customerId)) {
                        return LISTS.get(customerId).apply(since);
                    }
                    return ORDERS.keySet().stream()
                            .filter(order -> order.startsWith(customerId + "/"))
                            .sorted()
                            .toList();
                }
            };
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

    private static final class ScriptedOffers implements PriceOffers {

        @Override
        public Limits limits() {
            return new Limits(Redemption.AUTOMATIC, OptionalInt.empty(), 10, Duration.ZERO);
        }

        @Override
        public CommandResult offer(Offer offer) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CommandResult admit(Admission admission) {
            return ADMISSIONS.get(admission.customerId()).get();
        }

        @Override
        public int admissionsAtOnce() {
            return AT_ONCE.get();
        }

        @Override
        public List<CommandResult> admit(List<Admission> admissions) {
            ASKED_TOGETHER.add(admissions.size());
            return PriceOffers.super.admit(admissions);
        }

        @Override
        public CommandResult revoke(Admission admission) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CommandResult close(String key, String offerReference) {
            throw new AssertionError("not asked for");
        }
    }
}
