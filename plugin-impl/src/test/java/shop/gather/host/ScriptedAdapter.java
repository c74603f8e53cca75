package shop.gather.host;

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

    static final String ID = "scripted";

    private static final Map<String, Supplier<CommandResult>> SCRIPTS = new ConcurrentHashMap<>();

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

    static ShopIdentity identity() {
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
            throw new AssertionError("not asked for");
        }

        @Override
        public Storefront storefront() {
            throw new AssertionError("not asked for");
        }
    }
}
