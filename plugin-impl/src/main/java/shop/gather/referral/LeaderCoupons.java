package shop.gather.referral;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Leaders;
import shop.gather.spi.OrderSnapshot;

/**
 * Coupon codes of the shop that are evidence for a leader. Shops do not tell capital from small letters in them, so neither do we. The code of a price offer is never
 * evidence: whoever joins a team has it. Thread-safe.
 */
@Singleton
class LeaderCoupons {

    /** More codes on one order than this are not looked at. */
    private static final int MOST_CODES = 20;

    private static final String NO_OFFER =
            " and not exists (select 1 from campaign o where o.store_id = c.store_id and upper(o.offer_reference) = c.code)";

    /** Some shops give each buyer of a team a code of his own: the place that the order pays for knows it. */
    private static final String NO_ADMISSION =
            " and not exists (select 1 from participation p where p.store_id = c.store_id and p.order_id = ? and upper(p.admission_reference) = c.code)";

    private final Transactions transactions;
    private final StoreSql sql;
    private final Leaders leaders;
    private final AuditLog audit;

    @Inject
    LeaderCoupons(Transactions transactions, StoreSql sql, Leaders leaders, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.leaders = leaders;
        this.audit = audit;
    }

    /** Which codes of an order belong to a leader, by code; in the caller's transaction, after the order has found its place. */
    Map<String, UUID> owners(StoreId store, OrderSnapshot order) {
        List<String> asked = order.couponCodes().stream()
                .map(LeaderCoupons::normal)
                .distinct()
                .sorted()
                .limit(MOST_CODES)
                .toList();
        Map<String, UUID> owners = new TreeMap<>();
        if (!asked.isEmpty()) {
            String marks = asked.stream().map(code -> "?").collect(Collectors.joining(", "));
            sql.list(
                    store,
                    "select c.code, c.leader_id from leader_coupon c where c.store_id = :store and c.code in (" + marks
                            + ")" + NO_OFFER + NO_ADMISSION,
                    row -> owners.put(row.getString("code"), StoreSql.uuid(row, "leader_id")),
                    Stream.concat(asked.stream(), Stream.of(order.orderId())).toArray());
        }
        return owners;
    }

    /** A leader's codes, in upper case. */
    List<String> of(StoreId store, UUID leader) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select code from leader_coupon where store_id = :store and leader_id = ? order by code",
                        row -> row.getString("code"),
                        leader));
    }

    /**
     * Gives a code to a leader, in the caller's transaction; given again to the same one it changes nothing.
     *
     * @return the code as it is kept
     * @throws ProblemException if there is no such leader, or the code is another leader's or a price offer's
     */
    String give(StoreId store, String actor, UUID leader, String code) {
        String kept = normal(code);
        if (leaders.find(store, leader).isEmpty()) {
            throw ProblemException.notFound("leader");
        }
        Optional<UUID> owner = sql.first(
                store,
                "select leader_id from leader_coupon where store_id = :store and code = ?",
                row -> StoreSql.uuid(row, "leader_id"),
                kept);
        if (owner.isPresent() && owner.get().equals(leader)) {
            return kept;
        }
        if (owner.isPresent()) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "This code belongs to another leader.");
        }
        boolean offer = sql.first(
                        store,
                        "select id from campaign where store_id = :store and upper(offer_reference) = ?",
                        row -> 1,
                        kept)
                .isPresent();
        if (offer) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "This code belongs to a group price: every buyer of a team has it.");
        }
        sql.update(store, "insert into leader_coupon (store_id, code, leader_id) values (:store, ?, ?)", kept, leader);
        audit.record(store, actor, "leader.coupon-given", leader.toString(), kept);
        return kept;
    }

    /** Takes a code from a leader; false if it was not hers. */
    boolean take(StoreId store, String actor, UUID leader, String code) {
        return transactions.inStore(store, () -> {
            int rows = sql.update(
                    store,
                    "delete from leader_coupon where store_id = :store and leader_id = ? and code = ?",
                    leader,
                    normal(code));
            if (rows == 1) {
                audit.record(store, actor, "leader.coupon-taken", leader.toString(), normal(code));
            }
            return rows == 1;
        });
    }

    static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
