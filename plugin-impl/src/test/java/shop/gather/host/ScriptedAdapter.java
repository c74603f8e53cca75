package shop.gather.host;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Catalog;
import shop.gather.spi.CommandResult;
import shop.gather.spi.Customers;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.Storefront;

/** An adapter as an integrator may write it: what it does when credit is to be given a test says, by the customer. Nothing else is there. */
public final class ScriptedAdapter implements ShopAdapter {

    public static final String ID = "scripted";

    private static final Map<String, Supplier<CommandResult>> SCRIPTS = new ConcurrentHashMap<>();

    private static final Map<String, Supplier<Optional<OrderSnapshot>>> ORDERS = new ConcurrentHashMap<>();

    /** What the shop answers when it is asked for an order. */
    public static void answers(String orderId, Supplier<Optional<OrderSnapshot>> script) {
        ORDERS.put(orderId, script);
    }

    static void givesCredit(String customer, Supplier<CommandResult> script) {
        SCRIPTS.put(customer, script);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return new AdapterDescriptor(ID, "Scripted", AdapterDescriptor.CURRENT_SPI, List.<Setting>of());
    }

    @Override
    public Shop connect(ShopContext context) {
        return new Scripted();
    }

    public static ShopIdentity identity() {
        return new ShopIdentity("scripted", "Scripted", Set.of(CurrencyUnit.EUR), true);
    }

    private static final class Scripted implements Shop {

        @Override
        public ShopIdentity identify() {
            return identity();
        }

        @Override
        public Optional<StoreCredits> storeCredits() {
            return Optional.of(credit -> SCRIPTS.get(credit.customerId()).get());
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
        public Orders orders() {
            return new Orders() {
                @Override
                public Optional<OrderSnapshot> order(String orderId) {
                    return ORDERS.get(orderId).get();
                }

                @Override
                public Changes changedSince(Optional<String> cursor, int limit) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public List<String> placedBy(String customerId, Instant since) {
                    return ORDERS.keySet().stream()
                            .filter(order -> order.startsWith(customerId + "/"))
                            .sorted()
                            .toList();
                }
            };
        }

        @Override
        public Storefront storefront() {
            throw new AssertionError("not asked for");
        }
    }
}
