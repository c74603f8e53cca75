package shop.gather.platform.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import shop.gather.platform.StoreId;

/**
 * How many things a store's shop is asked for with one request. A request that fails may have asked for too many: the
 * next ones ask for half as many, down to one, and for twice as many again after each minute without a failure. Known to
 * this node only. Thread-safe.
 */
public final class BulkSizes {

    private static final long DOUBLES_AFTER = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<StoreId, Limit> limits = new ConcurrentHashMap<>();

    private record Limit(int size, long since) {

        long now(long time) {
            return (long) size << Math.min(20, (time - since) / DOUBLES_AFTER);
        }
    }

    public BulkSizes() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    BulkSizes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How many to ask for at once, from 1 to what the shop says it can. */
    public int atMost(StoreId store, int most) {
        Limit limit = limits.get(store);
        if (limit == null) {
            return Math.max(1, most);
        }
        long size = limit.now(nanoTime.getAsLong());
        if (size >= most) {
            limits.remove(store, limit);
        }
        return (int) Math.max(1, Math.min(size, most));
    }

    /** A request for so many has failed. */
    public void failed(StoreId store, int asked) {
        long now = nanoTime.getAsLong();
        limits.merge(
                store,
                new Limit(Math.max(1, asked / 2), now),
                (before, after) -> new Limit((int) Math.min(before.now(now), after.size()), now));
    }
}
