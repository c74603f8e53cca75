package shop.gather.referral.attribution;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.groupbuy.pricing.PriceCodes;
import shop.gather.member.MemberErased;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.Leaders;
import shop.gather.spi.OrderSnapshot;

/**
 * Coupon codes of the shop that are evidence for a leader. A code belongs to one leader at a time, and counts for the
 * orders that were placed in that time. Capital and small letters are the same, as in shops. The code of a price offer
 * is never evidence: everyone who joins a team has it. Thread-safe.
 */
@Singleton
class LeaderCoupons {

    /** More codes on one order than this are not looked at. */
    private static final int MOST_CODES = 20;

    private static final int MOST_PERIODS = 100;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Leaders leaders;
    private final PriceCodes prices;
    private final AuditLog audit;

    @Inject
    LeaderCoupons(Transactions transactions, StoreSql sql, Leaders leaders, PriceCodes prices, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.leaders = leaders;
        this.prices = prices;
        this.audit = audit;
    }

    /**
     * A period in which a code was a leader's.
     *
     * @param code in upper case
     * @param until null while it is hers
     */
    record Period(String code, UUID leader, Instant from, Instant until) {}

    /**
     * The periods of orders' codes, by order, newest first; in the caller's transaction, after the orders have found
     * their places. Two statements at most.
     */
    Map<String, List<Period>> periods(StoreId store, List<OrderSnapshot> orders) {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        orders.forEach(order -> codes.put(order.orderId(), codes(order)));
        List<String> asked =
                codes.values().stream().flatMap(List::stream).distinct().toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        String marks = asked.stream().map(code -> "?").collect(Collectors.joining(", "));
        List<Period> periods = sql.list(
                store,
                "select code, leader_id, valid_from, valid_until from leader_coupon where store_id = :store and code in ("
                        + marks + ") order by valid_from desc limit " + MOST_PERIODS * orders.size(),
                LeaderCoupons::period,
                asked.toArray());
        if (periods.size() == MOST_PERIODS * orders.size() && orders.size() > 1) {
            // Those of one order may have left no room for another's.
            Map<String, List<Period>> each = new HashMap<>();
            orders.forEach(order -> each.putAll(periods(store, List.of(order))));
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

    /** A leader's codes of today, by code. */
    List<Period> of(StoreId store, UUID leader) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select code, leader_id, valid_from, valid_until from leader_coupon where store_id = :store and leader_id = ?"
                                + " and current_code is not null order by code",
                        LeaderCoupons::period,
                        leader));
    }

    private static Period period(ResultSet row) throws SQLException {
        return new Period(
                row.getString("code"),
                StoreSql.uuid(row, "leader_id"),
                StoreSql.instant(row, "valid_from"),
                StoreSql.instant(row, "valid_until"));
    }

    /**
     * Gives a code to a leader from now on, in the caller's transaction; given again to the same one it changes
     * nothing.
     *
     * @return the code as it is kept, with its begin
     * @throws ProblemException if there is no such leader, or the code is another leader's or a price offer's
     */
    Period give(StoreId store, String actor, UUID leader, String code) {
        String kept = normal(code);
        Leader owned = leaders.find(store, leader).orElseThrow(() -> ProblemException.notFound("leader"));
        Optional<Period> owner = current(store, kept);
        if (owner.isPresent() && owner.get().leader().equals(leader)) {
            return owner.get();
        }
        if (owner.isPresent()) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "This code belongs to another leader.");
        }
        if (prices.isOffer(store, kept)) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "This code belongs to a group price: every buyer of a team has it.");
        }
        sql.update(
                store,
                "insert into leader_coupon (store_id, id, code, leader_id, current_code, valid_from) values (:store, ?, ?, ?, ?, now())",
                Ids.next(),
                kept,
                leader,
                kept);
        audit.recordAbout(store, actor, "leader.coupon-given", leader.toString(), "", owned.memberId(), kept);
        return current(store, kept).orElseThrow();
    }

    private Optional<Period> current(StoreId store, String code) {
        return sql.first(
                store,
                "select code, leader_id, valid_from, valid_until from leader_coupon where store_id = :store and current_code = ?",
                LeaderCoupons::period,
                code);
    }

    /** Takes a code from a leader from now on; false if it is not hers. */
    boolean take(StoreId store, String actor, UUID leader, String code) {
        return transactions.inStore(store, () -> {
            int rows = sql.update(
                    store,
                    "update leader_coupon set current_code = null, valid_until = now() where store_id = :store and "
                            + "leader_id = ? and current_code = ?",
                    leader,
                    normal(code));
            if (rows == 1) {
                leaders.find(store, leader)
                        .ifPresent(owned -> audit.recordAbout(
                                store,
                                actor,
                                "leader.coupon-taken",
                                leader.toString(),
                                "",
                                owned.memberId(),
                                normal(code)));
            }
            return rows == 1;
        });
    }

    /** A code is often made of the leader's name. She earns nothing by it any more. */
    void on(@Observes MemberErased erasure) {
        leaders.ofMember(erasure.store(), erasure.member())
                .ifPresent(leader -> sql.update(
                        erasure.store(),
                        "delete from leader_coupon where store_id = :store and leader_id = ?",
                        leader.id()));
    }

    static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
