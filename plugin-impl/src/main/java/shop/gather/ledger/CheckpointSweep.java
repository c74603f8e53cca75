package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Starts counting of new postings, per store in batches: at once if many entries are waiting, otherwise when the oldest
 * has waited for a minute. Figures are correct without it; it keeps them fast. Thread-safe.
 */
@Singleton
class CheckpointSweep implements Sweeper {

    /** Looks for postings only in every nth sweep, because the statement reads the whole queue. */
    private static final int EVERY_NTH_SWEEP = 10;

    static final int MANY_ENTRIES = 1_000;
    private static final int MAX_STORES = 500;

    private final int waitSeconds = Math.toIntExact(Math.max(
            1,
            GatherConfig.duration("gather.ledger.count-after", Duration.ofMinutes(1))
                    .toSeconds()));
    private final AtomicInteger sweeps = new AtomicInteger();
    private final Transactions transactions;
    private final StoreSql sql;
    private final Checkpoints checkpoints;
    private final Work work;

    @Inject
    CheckpointSweep(Transactions transactions, StoreSql sql, Checkpoints checkpoints, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.checkpoints = checkpoints;
        this.work = work;
    }

    @Override
    public void sweep() {
        if (sweeps.getAndIncrement() % EVERY_NTH_SWEEP == 0) {
            stores().forEach(store -> work.soon(store, "ledger-checkpoint:" + store, () -> checkpoints.count(store)));
        }
    }

    /** The stores whose postings are due to be counted. */
    Set<StoreId> stores() {
        return transactions
                .inDirectory(() -> sql.directory(
                        "select store_id from ledger_uncounted where suspect = false group by store_id"
                                + " having count(*) >= cast(? as integer)"
                                + " or min(posted_at) < now() - cast(? as integer) * interval '1' second limit "
                                + MAX_STORES,
                        row -> new StoreId(StoreSql.uuid(row, "store_id")),
                        MANY_ENTRIES,
                        waitSeconds))
                .stream()
                .collect(Collectors.toSet());
    }
}
