package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Deletes commands that revoked an admission, some time after they have ended, in small batches: there is one for most
 * buyers who did not pay. All other commands are kept: those that move money are evidence, and their keys prevent
 * moving it twice; those for offers are few. Thread-safe.
 */
@Singleton
class EndedRevocations implements Sweeper {

    /** The maximum number of rows that one sweep finds and one statement deletes; the next sweep continues. */
    private static final int PIECE = 500;

    /** The minimum retention. An admission that ended this long ago is not revoked again. */
    private static final Duration SHORTEST = Duration.ofDays(30);

    private final int keptDays = Math.toIntExact(Math.max(
            SHORTEST.toDays(),
            GatherConfig.duration("gather.revocations.keep", Duration.ofDays(90))
                    .toDays()));
    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;

    @Inject
    EndedRevocations(Transactions transactions, StoreSql sql, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
    }

    @Override
    public void sweep() {
        stores().forEach((store, ended) -> work.soon(store, "ended-revocations:" + store, () -> delete(store, ended)));
    }

    /**
     * The commands that ended first, grouped by store. One query for all stores, so that no store's search has to skip
     * the rows of other stores.
     */
    Map<StoreId, List<UUID>> stores() {
        return transactions
                .inDirectory(() -> sql.directory(
                        "select store_id, id from shop_command where kind = 'Revoke'"
                                + " and ended_at < now() - cast(? as integer) * interval '1' day"
                                + " order by ended_at limit " + PIECE,
                        row -> Map.entry(new StoreId(StoreSql.uuid(row, "store_id")), StoreSql.uuid(row, "id")),
                        keptDays))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Deletes the commands found for a store. Ended commands do not change, so their state is not checked again. */
    void delete(StoreId store, List<UUID> ended) {
        transactions.inStore(
                store,
                () -> sql.batch(
                        store,
                        "delete from shop_command where store_id = :store and id = ?",
                        ended.stream().map(id -> new Object[] {id}).toList()));
    }
}
