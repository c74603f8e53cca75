package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** What is due of all stores, on both databases. */
class DueRowsTest {

    @OnBothDatabases
    void aStoreWithALotThatIsStuckKeepsNoOtherWaiting(StoreDatabase stuck) {
        StoreDatabase other = stuck.anotherStore();
        orders(stuck, 2_000, 3_600);
        orders(other, 2, 1);
        orders(other, 1, -60);

        List<DueRows.Due> due = stuck.bean(DueRows.class).of("order_snapshot", "order_id", "retry_at");

        assertThat(due).hasSize(500).doesNotHaveDuplicates();
        assertThat(due.stream().filter(row -> row.store().equals(other.store())))
                .hasSize(2);
        assertThat(due.get(0).store()).isEqualTo(stuck.store());
        assertThat(due.get(1).store()).isEqualTo(other.store());
    }

    private static void orders(StoreDatabase database, int count, int secondsAgo) {
        database.transactions().inStore(database.store(), () -> {
            for (int i = 0; i < count; i++) {
                database.sql()
                        .update(
                                database.store(),
                                "insert into order_snapshot (store_id, order_id, retry_at, read_failures, last_read_no, applied_read_no)"
                                        + " values (:store, ?, now() - cast(? as integer) * interval '1' second, 0, 0, 0)",
                                secondsAgo + "-" + i,
                                secondsAgo);
            }
        });
    }
}
