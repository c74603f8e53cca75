package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.sample.platform.Database;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;

/**
 * Stores orders. Every change of an order takes the next number of the shop's sequence in its own transaction, and a
 * shop's writes are committed one after the other. So a reader who has read up to a number misses nothing.
 */
@Singleton
public class Orders {

    private static final int DOCUMENT_LIMIT = 900_000;

    private final Database database;
    private final Json json;

    @Inject
    public Orders(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What changed after a number of the sequence.
     *
     * @param orderIds in the order of their last changes
     * @param cursor to be asked with next
     */
    public record Changes(List<String> orderIds, String cursor, boolean more) {}

    /** The order as it is kept, JSON. */
    Optional<String> document(String shop, String orderId) {
        return database.read(transaction -> document(transaction, shop, orderId));
    }

    /** Those of the orders that there are, JSON. */
    List<String> documents(String shop, List<String> orderIds) {
        return database.read(transaction -> orderIds.stream()
                .flatMap(orderId -> document(transaction, shop, orderId).stream())
                .toList());
    }

    private static Optional<String> document(Transaction transaction, String shop, String orderId) {
        return transaction.one(
                "select document from placed_order where shop_id = ? and id = ?",
                row -> row.getString(1),
                shop,
                orderId);
    }

    Order get(Transaction transaction, String shop, String orderId) {
        return transaction
                .one(
                        "select document from placed_order where shop_id = ? and id = ?",
                        row -> json.read(row.getString(1), Order.class),
                        shop,
                        orderId)
                .orElseThrow(() -> Problem.notFound("order " + orderId));
    }

    /** The number that the next order is called by. */
    String nextNumber(Transaction transaction, String shop) {
        return transaction
                .one(
                        "select order_no from final table (update counter set order_no = order_no + 1 where shop_id = ?)",
                        row -> row.getString(1),
                        shop)
                .orElseThrow();
    }

    void insert(Transaction transaction, String shop, Order order) {
        transaction.update(
                "insert into placed_order values (?, ?, ?, ?, ?, ?)",
                shop,
                order.orderId(),
                order.customerId(),
                order.placedAt(),
                nextChange(transaction, shop),
                written(order));
    }

    void update(Transaction transaction, String shop, Order order) {
        transaction.update(
                "update placed_order set document = ?, change_no = ? where shop_id = ? and id = ?",
                written(order),
                nextChange(transaction, shop),
                shop,
                order.orderId());
    }

    /** @param cursor empty to start after what is there now */
    Changes changedSince(String shop, String cursor, int limit) {
        if (cursor.isEmpty()) {
            return database.read(transaction -> new Changes(
                    List.of(),
                    transaction
                            .one("select change_no from counter where shop_id = ?", row -> row.getString(1), shop)
                            .orElseThrow(() -> Problem.notFound("shop " + shop)),
                    false));
        }
        record Changed(String orderId, long changeNo) {}
        List<Changed> changed = database.read(transaction -> transaction.list(
                "select id, change_no from placed_order where shop_id = ? and change_no > ? order by change_no limit ?",
                row -> new Changed(row.getString(1), row.getLong(2)),
                shop,
                number(cursor),
                limit + 1));
        List<Changed> page = changed.subList(0, Math.min(limit, changed.size()));
        return new Changes(
                page.stream().map(Changed::orderId).toList(),
                page.isEmpty()
                        ? cursor
                        : Long.toString(page.get(page.size() - 1).changeNo()),
                changed.size() > limit);
    }

    /** Newest first. */
    List<String> placedBy(String shop, String customerId, Instant since) {
        return database.read(transaction -> transaction.list(
                "select id from placed_order where shop_id = ? and customer_id = ? and placed_at >= ? order by "
                        + "placed_at desc, change_no desc limit 100",
                row -> row.getString(1),
                shop,
                customerId,
                since));
    }

    /** The documents of the orders that changed last. */
    List<String> latest(String shop, int limit) {
        return database.read(transaction -> transaction.list(
                "select document from placed_order where shop_id = ? order by change_no desc limit ?",
                row -> row.getString(1),
                shop,
                limit));
    }

    private static long number(String cursor) {
        if (!cursor.matches("\\d{1,18}")) {
            throw Problem.invalid("this cursor is not one of this shop");
        }
        return Long.parseLong(cursor);
    }

    private static long nextChange(Transaction transaction, String shop) {
        return transaction
                .one(
                        "select change_no from final table (update counter set change_no = change_no + 1 where shop_id = ?)",
                        row -> row.getLong(1),
                        shop)
                .orElseThrow();
    }

    private String written(Order order) {
        String document = json.write(order);
        if (document.length() > DOCUMENT_LIMIT) {
            throw new Problem(413, "too-large", "this order holds more than the shop can keep");
        }
        return document;
    }
}
