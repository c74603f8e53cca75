package shop.gather.referral;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/** Finds commissions whose freeze is over and releases them. Thread-safe. */
@Singleton
public class CommissionRelease implements Sweeper {

    private static final Logger LOG = Logger.getLogger(CommissionRelease.class.getName());
    private static final int MOST = 1_000;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;
    private final Commissions commissions;

    @Inject
    CommissionRelease(Transactions transactions, StoreSql sql, Work work, Commissions commissions) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
        this.commissions = commissions;
    }

    private record Due(StoreId store, UUID commission) {}

    @Override
    public void sweep() {
        List<Due> due = transactions.inDirectory(() -> sql.directory(
                "select store_id, id from commission where state = 'PENDING' and release_at <= now() order by release_at limit ?",
                row -> new Due(new StoreId(StoreSql.uuid(row, "store_id")), StoreSql.uuid(row, "id")),
                MOST));
        Map<StoreId, List<UUID>> byStore = due.stream()
                .collect(Collectors.groupingBy(
                        Due::store, LinkedHashMap::new, Collectors.mapping(Due::commission, Collectors.toList())));
        byStore.forEach((store, ids) -> work.soon(
                store, "commission-release:" + store, () -> ids.forEach(commission -> release(store, commission))));
    }

    /** One that cannot be released must not keep the others. */
    private void release(StoreId store, UUID commission) {
        try {
            commissions.release(store, commission);
        } catch (RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    "commission " + commission + " was not released; the next sweep tries it again",
                    failure);
        }
    }
}
