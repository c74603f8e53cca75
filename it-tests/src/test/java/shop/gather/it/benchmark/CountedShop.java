package shop.gather.it.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver;

/**
 * An adapter without Gather, whose calls to its shop are counted, and what it allocates on the calling thread (the HTTP
 * client's part included, its own threads' not).
 */
final class CountedShop implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final AtomicInteger calls = new AtomicInteger();
    private final Shop shop;

    /** @param calls to the shop, on average @param bytes allocated, on average */
    record Cost(double calls, long bytes) {}

    CountedShop(ShopAdapter adapter, ShopDriver driver) {
        this.shop = adapter.connect(new Counting(new DirectContext(driver.settings(), Clock.systemUTC()), calls));
    }

    Shop shop() {
        return shop;
    }

    /** The cost of one of so many operations. */
    Cost of(int times, Runnable operation) {
        int callsBefore = calls.get();
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            operation.run();
        }
        return new Cost(
                (double) (calls.get() - callsBefore) / times,
                (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / times);
    }

    @Override
    public void close() {
        shop.close();
    }

    private record Counting(ShopContext context, AtomicInteger calls) implements ShopContext {

        @Override
        public Optional<String> setting(String key) {
            return context.setting(key);
        }

        @Override
        public ShopHttp http() {
            ShopHttp http = context.http();
            return request -> {
                calls.incrementAndGet();
                return http.send(request);
            };
        }

        @Override
        public Clock clock() {
            return context.clock();
        }

        @Override
        public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
            return context.cachedToken(name, lifetime, login);
        }

        @Override
        public void dropToken(String name) {
            context.dropToken(name);
        }
    }
}
