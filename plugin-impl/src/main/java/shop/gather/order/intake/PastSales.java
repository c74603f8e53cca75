package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.OrderSnapshot;

/** Which units of an article were sold when, by the orders of the shop as last applied. Thread-safe. */
@Singleton
public class PastSales {

    /** The most orders of a store that one question looks at. */
    public static final int MAX_ORDERS = 100_000;

    /** The most snapshots in memory at a time. */
    private static final int PIECE = 50;

    private static final BigDecimal MAX_UNITS = BigDecimal.valueOf(1_000_000);

    private final StoreSql sql;
    private final Transactions transactions;

    @Inject
    PastSales(StoreSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /**
     * The article in one order.
     *
     * @param at when the order was placed, by the shop's clock
     * @param units that are not cancelled, at least 1; a part of a unit counts as one
     */
    public record Sale(Instant at, int units) {}

    /**
     * The paid orders with the article that were placed in a period, by time, then by units. Cancelled and deleted orders,
     * and those in which the article was refunded completely, do not count. Two statements, and one for each 50 orders with
     * the article, each of these in a transaction of its own.
     *
     * @param from inclusive
     * @param until exclusive
     * @throws ProblemException INVALID_VALUE if the store has more than {@link #MAX_ORDERS} in the period
     */
    public List<Sale> of(StoreId store, String variantId, Instant from, Instant until) {
        List<String> orders = transactions.inStore(store, () -> {
            requireFew(store, from, until);
            return ordersWith(store, variantId, from, until);
        });
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < orders.size(); i += PIECE) {
            List<String> piece = orders.subList(i, Math.min(orders.size(), i + PIECE));
            sales.addAll(transactions.inStore(store, () -> read(store, variantId, piece)));
        }
        sales.sort(Comparator.comparing(Sale::at).thenComparing(Sale::units));
        return sales;
    }

    private void requireFew(StoreId store, Instant from, Instant until) {
        long orders = sql.first(
                        store,
                        "select count(*) as orders from (select order_id from order_snapshot where store_id = :store"
                                + " and placed_at >= ? and placed_at < ? limit ?) few",
                        row -> row.getLong("orders"),
                        from,
                        until,
                        MAX_ORDERS + 1)
                .orElseThrow();
        if (orders > MAX_ORDERS) {
            throw ProblemException.invalid("Gather looks at " + MAX_ORDERS
                    + " orders at most, and the store has more in this period. Send a shorter one.");
        }
    }

    /** Those whose snapshot contains the id as text; another field may hold the same text. */
    private List<String> ordersWith(StoreId store, String variantId, Instant from, Instant until) {
        return sql.list(
                store,
                "select order_id from order_snapshot where store_id = :store and placed_at >= ? and placed_at < ?"
                        + " and missing_since is null and position(cast(? as varchar(1000)) in snapshot) > 0",
                row -> row.getString("order_id"),
                from,
                until,
                Json.createValue(variantId).toString());
    }

    private List<Sale> read(StoreId store, String variantId, List<String> orders) {
        return sql
                .list(
                        store,
                        "select snapshot from order_snapshot where store_id = :store and order_id in ("
                                + StoreSql.marks(orders.size()) + ")",
                        row -> sale(SnapshotJson.read(row.getString("snapshot")), variantId),
                        orders.toArray())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Sale> sale(OrderSnapshot order, String variantId) {
        OrderFacts facts = OrderFacts.of(order);
        if (!facts.paid()) {
            return Optional.empty();
        }
        BigDecimal units = facts.lines().stream()
                .filter(line -> line.isArticle()
                        && line.line().variantId().filter(variantId::equals).isPresent()
                        && !givenBack(line))
                .map(LineFacts::standingQuantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return units.signum() == 0
                ? Optional.empty()
                : Optional.of(new Sale(
                        order.placedAt(),
                        units.setScale(0, RoundingMode.CEILING).min(MAX_UNITS).intValueExact()));
    }

    private static boolean givenBack(LineFacts line) {
        return line.money().captured().isPositive()
                && !line.kept().isPositive()
                && line.money().authorized().isZero();
    }
}
