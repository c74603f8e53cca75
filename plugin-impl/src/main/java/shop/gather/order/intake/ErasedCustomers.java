package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.ShopCommands;

/**
 * Removes a customer of the shop from stored orders, their failures, commands and alarms. If an order is read again
 * later, its buyer is not stored again ({@link OrderBook#apply}). Runs in the caller's transaction. Thread-safe.
 */
@Singleton
public class ErasedCustomers {

    /** The maximum number of orders in memory at a time. */
    private static final int PIECE = 100;

    private static final String REASON_REMOVED = "The reason was removed when a member was erased.";

    private final StoreSql sql;
    private final OrderBook book;
    private final ShopCommands commands;
    private final Alarms alarms;

    @Inject
    ErasedCustomers(StoreSql sql, OrderBook book, ShopCommands commands, Alarms alarms) {
        this.sql = sql;
        this.book = book;
        this.commands = commands;
        this.alarms = alarms;
    }

    /**
     * @param member the erased member; the orders keep this member id
     * @param customers the member's ids at the shop
     */
    public void erase(StoreId store, MemberId member, List<String> customers) {
        orders(store, member, customers);
        for (String customer : customers) {
            commands.eraseCustomer(store, customer);
            alarms.eraseCustomer(store, customer);
        }
        failures(store, member);
    }

    /**
     * Removes the reasons why orders could not be applied, because they may quote their buyers: from the member's
     * orders, and from those that were never applied, because their buyers are unknown. The next attempt records the
     * reason again.
     */
    private void failures(StoreId store, MemberId member) {
        List<String> piece;
        do {
            piece = sql.list(
                    store,
                    "select order_id from order_snapshot where store_id = :store and postponement_id is not null and failure <> ?"
                            + " and (snapshot is null or (member_id = ? and erased_at is not null)) order by order_id limit "
                            + PIECE + " for update",
                    row -> row.getString("order_id"),
                    REASON_REMOVED,
                    member);
            sql.batch(
                    store,
                    "update order_snapshot set failure = ? where store_id = :store and order_id = ?",
                    piece.stream()
                            .map(order -> new Object[] {REASON_REMOVED, order})
                            .toList());
            alarms.reword(
                    store,
                    PostponedOrders.ALARM,
                    piece.stream()
                            .collect(Collectors.toMap(
                                    PostponedOrders::alarmKey,
                                    order -> PostponedOrders.message(order, REASON_REMOVED))));
        } while (piece.size() == PIECE);
    }

    private record Kept(String orderId, String snapshot) {}

    private void orders(StoreId store, MemberId member, List<String> customers) {
        List<String> hers;
        do {
            hers = hers(store, member, customers);
            for (int first = 0; first < hers.size(); first += PIECE) {
                strip(store, member, hers.subList(first, Math.min(first + PIECE, hers.size())));
            }
        } while (!hers.isEmpty());
    }

    /** The orders of the member, or of one of the member's customers, that still name the buyer. */
    private List<String> hers(StoreId store, MemberId member, List<String> customers) {
        String ofCustomer = " union select order_id from order_snapshot where store_id = :store and customer_id = ?"
                + " and erased_at is null";
        List<Object> args = new ArrayList<>(List.of(member));
        args.addAll(customers);
        return sql.list(
                store,
                "select order_id from (select order_id from order_snapshot where store_id = :store and member_id = ?"
                        + " and erased_at is null" + ofCustomer.repeat(customers.size()) + ") hers order by order_id",
                row -> row.getString("order_id"),
                args.toArray());
    }

    private void strip(StoreId store, MemberId member, List<String> orderIds) {
        book.lock(store, orderIds);
        List<Kept> piece = sql.list(
                store,
                "select order_id, snapshot from order_snapshot where store_id = :store and erased_at is null"
                        + " and order_id in (" + StoreSql.marks(orderIds.size()) + ")",
                row -> new Kept(row.getString("order_id"), row.getString("snapshot")),
                orderIds.toArray());
        sql.batch(
                store,
                "update order_snapshot set snapshot = ?, customer_id = null, member_id = ?, erased_at = now()"
                        + " where store_id = :store and order_id = ?",
                piece.stream()
                        .map(order -> new Object[] {
                            order.snapshot() == null ? null : SnapshotJson.withoutBuyer(order.snapshot()),
                            member,
                            order.orderId()
                        })
                        .toList());
    }
}
