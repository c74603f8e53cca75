package shop.gather.tck;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.memory.MemoryAdapter;
import shop.gather.tck.memory.MemoryDriver;

/** A shop that keeps every promise passes every contract; also how a test class of an adapter looks. */
class HonestShopTest implements AdapterContract {

    private static MemoryDriver driver;
    private static MemoryDriver another;
    private static ShopAdapter adapter;
    private static Shop shop;

    @BeforeAll
    static void open() {
        driver = new MemoryDriver();
        another = new MemoryDriver();
        adapter = new MemoryAdapter(driver.backend());
        shop = adapter.connect(new DirectContext(driver.settings(), driver.clock()));
    }

    @AfterAll
    static void close() {
        shop.close();
        driver.close();
        another.close();
    }

    @Override
    public ShopAdapter adapter() {
        return adapter;
    }

    @Override
    public ShopDriver driver() {
        return driver;
    }

    @Override
    public Shop shop() {
        return shop;
    }

    @Override
    public Set<Capability> claims() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Clock clock() {
        return driver.clock();
    }

    @Override
    public void pass(Duration duration) {
        driver.clock().move(duration);
    }

    @Override
    public <I, O> List<O> inOneMoment(List<I> inputs, Function<I, O> work) {
        return driver.clock().stoppedFor(() -> inputs.stream().map(work).toList());
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        return Optional.of(another);
    }
}
