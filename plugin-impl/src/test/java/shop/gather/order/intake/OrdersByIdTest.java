package shop.gather.order.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;

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

    /** H2 finds several values by an index that begins with their column, and reads a whole store otherwise. */
    @ParameterizedTest
    @CsvSource({
        "member_alias, customer_id",
        "member_alias, member_id",
        "erased_customer, customer_hash",
        "participation, id",
        "participation, order_id",
        "participation, member_id",
        "referral, member_id",
        "leader_coupon, code",
        "group_link_outage, link_id",
        "community_member, member_id"
    })
    void whatIsAskedForTogetherIsFoundByIndex(String table, String column) {
        StoreDatabase database = StoreDatabase.fresh();
        boolean text = column.equals("code") || column.startsWith("customer_") || column.equals("order_id");
        Object[] values = text ? new Object[] {"a", "b"} : new Object[] {Ids.next(), Ids.next()};
        String plan = database.transactions().inStore(database.store(), () -> database.sql()
                .first(
                        database.store(),
                        "explain select store_id from " + table + " where store_id = :store and " + column
                                + " in (?, ?)",
                        row -> row.getString(1),
                        values)
                .orElseThrow());
        assertThat(plan).containsPattern("/\\* \\S+: " + column.toUpperCase(Locale.ROOT) + " IN\\(");
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
