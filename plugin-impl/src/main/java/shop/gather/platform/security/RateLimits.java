package shop.gather.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Limits the request rate of each caller, so that no caller uses up the capacity of others. Every API key, member and
 * visitor address has its own bucket. All members of a store also share one bucket, and so do its visitors; these
 * protect the other stores of this node and do not apply to owners' keys. Unverified notifications, unknown link codes
 * and unknown API keys are counted separately by address. Counted per node, in bounded memory. Thread-safe.
 */
@Singleton
public class RateLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int TEST_MAILS_PER_MINUTE = 5;

    private final int keyPerSecond = GatherConfig.number("gather.rate-limit.key-per-second", 2_000);
    private final int memberPerSecond = GatherConfig.number("gather.rate-limit.member-per-second", 100);
    private final int visitorPerSecond = GatherConfig.number("gather.rate-limit.visitor-per-second", 200);
    private final int storePerSecond = GatherConfig.number("gather.rate-limit.store-per-second", 2_000);
    private final int exchangePerMinute = GatherConfig.number("gather.rate-limit.exchange-per-minute", 600);
    private final int unverifiedPerMinute =
            GatherConfig.number("gather.rate-limit.unverified-notifications-per-minute", 60);
    private final int linkMissesPerMinute = GatherConfig.number("gather.rate-limit.link-misses-per-minute", 30);
    private final int unknownKeysPerMinute = GatherConfig.number("gather.rate-limit.unknown-keys-per-minute", 60);

    private final TimeMeter time;
    private final Cache<Object, Bucket> keys = buckets(10_000);
    private final Cache<Object, Bucket> stores = buckets(10_000);
    private final Cache<Object, Bucket> members = buckets(100_000);
    private final Cache<Object, Bucket> visitors = buckets(100_000);

    @Inject
    public RateLimits() {
        this(TimeMeter.SYSTEM_MILLISECONDS);
    }

    RateLimits(TimeMeter time) {
        this.time = time;
    }

    private record InStore(StoreId store, Object who) {}

    private record At(Kind kind, String network) {}

    private enum Kind {
        MEMBERS,
        VISITORS,
        NOTIFICATIONS,
        EXCHANGES,
        UNVERIFIED,
        LINK_MISSES,
        TEST_MAILS,
        UNKNOWN_KEYS
    }

    /** Counts one request with an owner's key. */
    public void checkKey(UUID key) {
        require(bucket(keys, key, keyPerSecond, SECOND), SECOND);
    }

    /** Counts one request of a member. */
    public void checkMember(StoreId store, MemberId member) {
        require(bucket(members, new InStore(store, member), memberPerSecond, SECOND), SECOND);
        require(ofStore(store, Kind.MEMBERS), SECOND);
    }

    /** Counts one request with a store's publishable key, which every visitor's browser sends. */
    public void checkVisitor(StoreId store, String address) {
        require(
                bucket(visitors, new InStore(store, new At(Kind.VISITORS, network(address))), visitorPerSecond, SECOND),
                SECOND);
        require(ofStore(store, Kind.VISITORS), SECOND);
    }

    /** Counts one exchange of a shop's token, by the visitor's address within the store. */
    public void checkExchange(StoreId store, String address) {
        require(
                bucket(
                        visitors,
                        new InStore(store, new At(Kind.EXCHANGES, network(address))),
                        exchangePerMinute,
                        MINUTE),
                Duration.ofSeconds(5));
    }

    /** Counts one test mail of a store's owner. */
    public void checkTestMail(StoreId store) {
        require(bucket(stores, new InStore(store, Kind.TEST_MAILS), TEST_MAILS_PER_MINUTE, MINUTE), MINUTE);
    }

    /** Counts one notification with a valid signature. */
    public void checkNotification(StoreId store) {
        require(ofStore(store, Kind.NOTIFICATIONS), SECOND);
    }

    /**
     * Whether an address, or all addresses together for one store, have sent too many notifications without a valid
     * signature. Counts nothing.
     */
    public boolean sentTooManyUnverified(StoreId store, String address) {
        return unverifiedFrom(address).getAvailableTokens() < 1
                || unverifiedTo(store).getAvailableTokens() < 1;
    }

    /** Counts one notification without a valid signature. */
    public void countUnverified(StoreId store, String address) {
        boolean byAddress = unverifiedFrom(address).tryConsume(1);
        if (!unverifiedTo(store).tryConsume(1) || !byAddress) {
            throw tooMany(Duration.ofSeconds(10));
        }
    }

    /** Counts one request for a link code that does not exist. */
    public void countLinkMiss(String address) {
        linkMisses(address).tryConsume(1);
    }

    /** Whether an address has requested too many unknown link codes. Counts nothing. */
    public boolean missedTooManyLinks(String address) {
        return linkMisses(address).getAvailableTokens() < 1;
    }

    /** Counts one API key that does not exist. */
    public void countUnknownKey(String address) {
        unknownKeys(address).tryConsume(1);
    }

    /**
     * Checks the number of unknown API keys from an address. Counts nothing.
     *
     * @throws ProblemException if the address has sent too many unknown API keys
     */
    public void checkUnknownKeys(String address) {
        if (unknownKeys(address).getAvailableTokens() < 1) {
            throw tooMany(Duration.ofSeconds(10));
        }
    }

    private Bucket ofStore(StoreId store, Kind kind) {
        return bucket(stores, new InStore(store, kind), storePerSecond, SECOND);
    }

    private Bucket unverifiedFrom(String address) {
        return bucket(visitors, new At(Kind.UNVERIFIED, network(address)), unverifiedPerMinute, MINUTE);
    }

    private Bucket unverifiedTo(StoreId store) {
        return bucket(stores, new InStore(store, Kind.UNVERIFIED), unverifiedPerMinute, MINUTE);
    }

    private Bucket linkMisses(String address) {
        return bucket(visitors, new At(Kind.LINK_MISSES, network(address)), linkMissesPerMinute, MINUTE);
    }

    private Bucket unknownKeys(String address) {
        return bucket(visitors, new At(Kind.UNKNOWN_KEYS, network(address)), unknownKeysPerMinute, MINUTE);
    }

    /** The key for counting an address. For IPv6 it is the /64 network, because one subscriber has at least a /64. */
    public static String network(String address) {
        String[] groups = address.split(":");
        return groups.length == 8 ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : address;
    }

    private static void require(Bucket bucket, Duration retryAfter) {
        if (!bucket.tryConsume(1)) {
            throw tooMany(retryAfter);
        }
    }

    private static ProblemException tooMany(Duration retryAfter) {
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "Slow down and try again.", retryAfter);
    }

    private Bucket bucket(Cache<Object, Bucket> kept, Object who, int capacity, Duration period) {
        return kept.get(who, any -> Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                .build());
    }

    private static Cache<Object, Bucket> buckets(int most) {
        // A bucket that was not used for two periods is full again, so it can be evicted.
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();
    }
}
