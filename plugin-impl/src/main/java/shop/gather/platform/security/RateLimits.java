package shop.gather.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Keeps one store, or one guessing visitor, from using up what all share. Counted per node. Thread-safe. */
@Singleton
public class RateLimits {

    private final int storePerSecond = GatherConfig.number("gather.rate-limit.store-per-second", 2_000);
    private final int exchangePerMinute = GatherConfig.number("gather.rate-limit.exchange-per-minute", 600);
    private final Cache<StoreId, Bucket> stores =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Cache<String, Bucket> visitors = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    /** Counts one request of a store. */
    public void check(StoreId store) {
        require(stores.get(store, id -> bucket(storePerSecond, Duration.ofSeconds(1))), Duration.ofSeconds(1));
    }

    /** Counts one exchange of a shop's token, by the visitor's address within the store. */
    public void checkExchange(StoreId store, String address) {
        require(
                visitors.get(store + "/" + address, key -> bucket(exchangePerMinute, Duration.ofMinutes(1))),
                Duration.ofSeconds(5));
    }

    private static void require(Bucket bucket, Duration retryAfter) {
        if (!bucket.tryConsume(1)) {
            throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "Slow down and try again.", retryAfter);
        }
    }

    private static Bucket bucket(int capacity, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                .build();
    }
}
