package shop.gather.link;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Counts clicks in memory and writes them in batches, by link and day in UTC. A crash loses at most the clicks of a few
 * seconds, since the last batch; no payment depends on these counts. Thread-safe.
 */
@Singleton
class ClickCounts implements Sweeper {

    private static final Logger LOG = Logger.getLogger(ClickCounts.class.getName());
    private static final long FLUSH_MILLIS = 2_000;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;
    private final Clock clock;
    private final Map<Key, LongAdder> counting = new ConcurrentHashMap<>();
    private final AtomicLong flushAt = new AtomicLong();

    /** Removed from {@link #counting} by the last flush. By the next flush no thread can still be adding to them. */
    private Map<Key, LongAdder> resting = Map.of();

    @Inject
    ClickCounts(Transactions transactions, StoreSql sql, Work work, Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
        this.clock = clock;
    }

    private record Key(StoreId store, LinkId link) {}

    /** Counts one click. */
    void clicked(LinkRoute route) {
        Key link = new Key(route.store(), route.link());
        LongAdder known = counting.get(link);
        (known == null ? counting.computeIfAbsent(link, key -> new LongAdder()) : known).increment();
        // The sweep runs on one node at a time, so each node flushes its own counts while it counts clicks.
        long due = flushAt.get();
        long now = clock.millis();
        if (now >= due && flushAt.compareAndSet(due, now + FLUSH_MILLIS)) {
            sweep();
        }
    }

    @Override
    public void sweep() {
        if (!counting.isEmpty() || hasResting()) {
            work.soon("clicks", this::flush);
        }
    }

    /** Writes the counts that were complete at the previous flush. */
    synchronized void flush() {
        Map<Key, Long> sums = new HashMap<>();
        resting.forEach((key, adder) -> sums.merge(key, adder.sum(), Long::sum));
        Map<Key, LongAdder> taken = new HashMap<>();
        for (Key key : List.copyOf(counting.keySet())) {
            taken.put(key, counting.remove(key));
        }
        resting = taken;
        Map<StoreId, List<Map.Entry<Key, Long>>> byStore = sums.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .collect(Collectors.groupingBy(entry -> entry.getKey().store()));
        byStore.forEach(this::write);
    }

    @PreDestroy
    void close() {
        flush();
        flush();
    }

    private synchronized boolean hasResting() {
        return !resting.isEmpty();
    }

    private void write(StoreId store, List<Map.Entry<Key, Long>> sums) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            transactions.inStore(store, () -> sums.stream()
                    // The same lock order on all nodes.
                    .sorted(Comparator.comparing(sum -> sum.getKey().link()))
                    .forEach(sum -> add(store, sum.getKey().link(), day, sum.getValue())));
        } catch (RuntimeException failed) {
            // Happens also if two nodes insert the first click of a day at the same time; at the next attempt the row
            // exists.
            LOG.log(Level.FINE, "clicks could not be written; they are added to the next batch", failed);
            sums.forEach(sum -> counting.computeIfAbsent(sum.getKey(), key -> new LongAdder())
                    .add(sum.getValue()));
        }
    }

    private void add(StoreId store, LinkId link, LocalDate day, long clicks) {
        int rows = sql.update(
                store,
                "update click_count set clicks = clicks + ? where store_id = :store and link_id = ? and clicked_on = ?",
                clicks,
                link,
                day);
        if (rows == 0) {
            sql.update(
                    store,
                    "insert into click_count (store_id, link_id, clicked_on, clicks) values (:store, ?, ?, ?)",
                    link,
                    day,
                    clicks);
        }
    }
}
