package shop.gather.referral.commission;

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
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.referral.CommissionId;

/** Releases commissions whose freeze period has ended. Thread-safe. */
@Singleton
public class CommissionRelease implements Sweeper {

    private static final Logger LOG = Logger.getLogger(CommissionRelease.class.getName());

    private final DueRows due;
    private final Work work;
    private final Commissions commissions;

    @Inject
    CommissionRelease(DueRows due, Work work, Commissions commissions) {
        this.due = due;
        this.work = work;
        this.commissions = commissions;
    }

    @Override
    public void sweep() {
        Map<StoreId, List<UUID>> byStore = due.of("commission", "id", "release_at", "state = 'PENDING'").stream()
                .collect(Collectors.groupingBy(
                        DueRows.Due::store,
                        LinkedHashMap::new,
                        Collectors.mapping(DueRows.Due::id, Collectors.toList())));
        byStore.forEach((store, ids) -> work.soon(
                store,
                "commission-release:" + store,
                () -> ids.forEach(commission -> release(store, new CommissionId(commission)))));
    }

    /** Releases a commission; a failure does not prevent the others from being released. */
    private void release(StoreId store, CommissionId commission) {
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
