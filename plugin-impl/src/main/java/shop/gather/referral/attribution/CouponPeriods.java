package shop.gather.referral.attribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.gather.groupbuy.pricing.PriceCodes;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.spi.OrderSnapshot;

/**
 * Finds the leaders to whom the coupon codes of orders belonged, and when. The code of a price offer is never evidence,
 * because every member of a team has it. Runs with each order that has a code, so it is native (ADR 35);
 * {@link LeaderCoupons} changes the table. Thread-safe.
 */
@Singleton
class CouponPeriods {

    /** Further codes of an order are ignored. */
    private static final int MOST_CODES = 20;

    private static final int MOST_PERIODS = 100;

    private final StoreSql sql;
    private final PriceCodes prices;

    @Inject
    CouponPeriods(StoreSql sql, PriceCodes prices) {
        this.sql = sql;
        this.prices = prices;
    }

    /**
     * A period in which a code belonged to a leader.
     *
     * @param code in upper case
     * @param until null while it belongs to the leader
     */
    record Period(String code, LeaderId leader, Instant from, Instant until) {}

    /**
     * The periods of orders' codes, by order, newest first; in the caller's transaction, after the orders were linked
     * to their places. At most two statements.
     */
    Map<String, List<Period>> of(StoreId store, List<OrderSnapshot> orders) {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        orders.forEach(order -> codes.put(order.orderId(), codes(order)));
        List<String> asked =
                codes.values().stream().flatMap(List::stream).distinct().toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        List<Period> periods = sql.list(
                store,
                "select code, leader_id, valid_from, valid_until from leader_coupon where store_id = :store and code in ("
                        + StoreSql.marks(asked.size()) + ") order by valid_from desc limit "
                        + MOST_PERIODS * orders.size(),
                CouponPeriods::period,
                asked.toArray());
        if (periods.size() == MOST_PERIODS * orders.size() && orders.size() > 1) {
            // The limit may have cut off codes: one order's rows may have left no room for another's.
            Map<String, List<Period>> each = new HashMap<>();
            orders.forEach(order -> each.putAll(of(store, List.of(order))));
            return each;
        }
        PriceCodes.Taken taken = prices.taken(
                store,
                codes.keySet(),
                periods.stream().map(Period::code).distinct().toList());
        Map<String, List<Period>> found = new HashMap<>();
        codes.forEach((order, ofOrder) -> found.put(
                order,
                periods.stream()
                        .filter(period -> ofOrder.contains(period.code()) && !taken.has(order, period.code()))
                        .limit(MOST_PERIODS)
                        .toList()));
        return found;
    }

    private static List<String> codes(OrderSnapshot order) {
        return order.couponCodes().stream()
                .map(LeaderCoupons::normal)
                .distinct()
                .sorted()
                .limit(MOST_CODES)
                .toList();
    }

    private static Period period(ResultSet row) throws SQLException {
        return new Period(
                row.getString("code"),
                StoreSql.id(row, "leader_id", LeaderId::new),
                StoreSql.instant(row, "valid_from"),
                StoreSql.instant(row, "valid_until"));
    }
}
