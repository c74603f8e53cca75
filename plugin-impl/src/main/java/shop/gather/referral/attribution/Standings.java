package shop.gather.referral.attribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import shop.gather.link.LinkId;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.referral.PlanId;
import shop.gather.shop.clock.ShopTime;

/**
 * Reads what is needed to decide the credit of orders: one statement for all of them. Runs in the caller's transaction.
 * Thread-safe.
 */
@Singleton
class Standings {

    private final StoreSql sql;

    @Inject
    Standings(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * The stored facts of an order.
     *
     * @param plan the commission plan in force when the order was placed; null if there was none
     * @param bonds of the buyer that may have been in force then, earliest first
     */
    record Standing(boolean decided, PlanId plan, List<BondRow> bonds) {}

    /** An order and when it was placed. */
    record Placed(OrderRead read, ShopTime at) {}

    private record Plan(PlanId id, Instant from, Instant until) {}

    /** The result of the statement for a store. */
    private static final class Known {
        private final Set<String> decided = new HashSet<>();
        private final List<Plan> plans = new ArrayList<>();
        private final Map<MemberId, List<BondRow>> bonds = new HashMap<>();

        private Void add(ResultSet row) throws SQLException {
            UUID id = StoreSql.uuid(row, "id");
            Instant since = StoreSql.instant(row, "since");
            Instant until = StoreSql.instant(row, "until");
            switch (row.getString("kind")) {
                case "DECIDED" -> decided.add(row.getString("order_id"));
                case "PLAN" -> plans.add(new Plan(new PlanId(id), since, until));
                default ->
                    bonds.computeIfAbsent(StoreSql.id(row, "member_id", MemberId::new), any -> new ArrayList<>())
                            .add(new BondRow(new LeaderId(id), StoreSql.id(row, "link_id", LinkId::new), since, until));
            }
            return null;
        }

        /**
         * If two plans may have been in force, because the shop's clock is only known within a tolerance, the earlier
         * one counts.
         */
        private Standing of(Placed order) {
            ShopTime at = order.at();
            return new Standing(
                    decided.contains(order.read().orderId()),
                    plans.stream()
                            .filter(plan -> at.isFrom(plan.from()) && at.isBefore(plan.until()))
                            .min(Comparator.comparing(Plan::from))
                            .map(Plan::id)
                            .orElse(null),
                    order
                            .read()
                            .member()
                            .map(member -> bonds.getOrDefault(member, List.of()))
                            .orElse(List.of())
                            .stream()
                            .filter(bond -> at.isFrom(bond.boundAt()) && at.isBefore(bond.expiresAt()))
                            .sorted(Comparator.comparing(BondRow::boundAt))
                            .toList());
        }
    }

    /**
     * @param orders of one store, at least one.
     * @return the facts of each, in the same sequence
     */
    List<Standing> of(StoreId store, List<Placed> orders) {
        Instant first = orders.stream()
                .map(order -> order.at().earliest())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = orders.stream()
                .map(order -> order.at().latest())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<MemberId> buyers = orders.stream()
                .map(order -> order.read().member())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        List<Object> args = new ArrayList<>(
                orders.stream().map(order -> order.read().orderId()).toList());
        args.add(last);
        args.add(first);
        String bonds = "";
        if (!buyers.isEmpty()) {
            bonds = " union all select 'BOND', null, leader_id, member_id, link_id, bound_at, expires_at from referral"
                    + " where store_id = :store and member_id in (" + StoreSql.marks(buyers.size())
                    + ") and bound_at <= ? and expires_at > ?";
            args.addAll(buyers);
            args.add(last);
            args.add(first);
        }
        Known known = new Known();
        sql.list(
                store,
                "select 'DECIDED' as kind, order_id, cast(null as uuid) as id, cast(null as uuid) as member_id,"
                        + " cast(null as uuid) as link_id, cast(null as timestamp with time zone) as since,"
                        + " cast(null as timestamp with time zone) as until from attribution where store_id = :store"
                        + " and order_id in (" + StoreSql.marks(orders.size()) + ")"
                        + " union all select 'PLAN', null, id, null, null, created_at, replaced_at from commission_plan"
                        + " where store_id = :store and created_at <= ? and (replaced_at is null or replaced_at > ?)"
                        + bonds,
                known::add,
                args.toArray());
        return orders.stream().map(known::of).toList();
    }
}
