package shop.gather.order.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.ledger.StoreDatabase;

/** Several rows that are asked for by their orders' ids cost as much as they are, also on H2 in a store with many. */
class OrdersByIdTest {

    private static final int ORDERS = 2_000;
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private static StoreDatabase aStoreWithManyOrders() {
        StoreDatabase database = StoreDatabase.fresh();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            rows.add(new Object[] {"order" + i});
        }
        database.transactions().inStore(database.store(), () -> database.sql()
                .batch(
                        database.store(),
                        "insert into order_snapshot (store_id, order_id, read_failures, last_read_no, applied_read_no)"
                                + " values (:store, ?, 0, 0, 0)",
                        rows));
        return database;
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_snapshot", "attribution", "commission"})
    void areFoundByIndex(String table) {
        StoreDatabase database = aStoreWithManyOrders();
        String plan = database.transactions().inStore(database.store(), () -> database.sql()
                .first(
                        database.store(),
                        "explain analyze select order_id from " + table
                                + " where store_id = :store and order_id in (?, ?, ?) order by order_id",
                        row -> row.getString(1),
                        "order1",
                        "order500",
                        "order1999")
                .orElseThrow());
        assertThat(plan).as(plan).contains("ORDER_ID IN(").containsPattern("PRIMARY_KEY|COMMISSION_ONCE");
        Matcher scanned = SCANNED.matcher(plan);
        assertThat(scanned.find() ? Integer.parseInt(scanned.group(1)) : 0)
                .as(plan)
                .isLessThan(20);
    }
}
