package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.order.intake.Intake;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/**
 * Finds the products of the variants that an order holds in place of a team's article. The order does not name the
 * products, so the shop is asked, outside the transaction that applies the order; then the order is applied again.
 * Thread-safe.
 */
@Singleton
class ExchangedVariants implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(ExchangedVariants.class.getName()));
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final Transactions transactions;
    private final StoreSql sql;
    private final Shops shops;
    private final Intake intake;
    private final DueRows due;
    private final Work work;

    @Inject
    ExchangedVariants(Transactions transactions, StoreSql sql, Shops shops, Intake intake, DueRows due, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.shops = shops;
        this.intake = intake;
        this.due = due;
        this.work = work;
    }

    private record Known(String variant, String product, boolean read) {}

    private record Question(String variant, String orderId, int attempts) {}

    /**
     * What is known about the products of an order's variants.
     *
     * @param same the variants of the given product
     * @param unknown the variants whose product the shop has not stated yet
     */
    record Products(Set<String> same, Set<String> unknown) {}

    /** What is known about the variants of an order's lines that are not cancelled; in the current transaction. */
    Products of(StoreId store, OrderSnapshot order, String product) {
        List<Known> known = sql.list(
                store,
                "select variant_id, product_id, read_at from exchanged_variant where store_id = :store and order_id = ?",
                row -> new Known(
                        row.getString("variant_id"), row.getString("product_id"), row.getObject("read_at") != null),
                order.orderId());
        Set<String> read =
                known.stream().filter(Known::read).map(Known::variant).collect(Collectors.toSet());
        return new Products(
                known.stream()
                        .filter(one -> one.read() && product.equals(one.product()))
                        .map(Known::variant)
                        .collect(Collectors.toSet()),
                order.lines().stream()
                        .filter(line -> line.kind() == OrderSnapshot.LineKind.ARTICLE && !line.isCancelled())
                        .flatMap((Line line) -> line.variantId().stream())
                        .filter(variant -> !read.contains(variant))
                        .collect(Collectors.toSet()));
    }

    /**
     * Schedules a request to the shop for the products of variants, after the current transaction. Variants that are
     * already scheduled are skipped.
     */
    void ask(StoreId store, String orderId, Set<String> variants) {
        for (String variant : variants) {
            boolean asked = sql.first(
                            store,
                            "select id from exchanged_variant where store_id = :store and order_id = ? and variant_id = ?",
                            row -> true,
                            orderId,
                            variant)
                    .isPresent();
            if (!asked) {
                sql.update(
                        store,
                        "insert into exchanged_variant (store_id, id, order_id, variant_id, attempts, due_at) values "
                                + "(:store, ?, ?, ?, 0, now())",
                        Ids.next(),
                        orderId,
                        variant);
            }
        }
    }

    @Override
    public void sweep() {
        due.of("exchanged_variant", "id", "due_at")
                .forEach(row -> work.soon(row.store(), "variant:" + row.id(), () -> read(row.store(), row.id())));
    }

    /** Asks the shop, on this thread. */
    void read(StoreId store, UUID id) {
        Question question = transactions.inStore(store, () -> sql.first(
                        store,
                        "select variant_id, order_id, attempts from exchanged_variant where store_id = :store and id "
                                + "= ? and read_at is null",
                        row -> new Question(
                                row.getString("variant_id"), row.getString("order_id"), row.getInt("attempts")),
                        id)
                .orElse(null));
        if (question == null) {
            return;
        }
        String product;
        try {
            product = shops.of(store)
                    .catalog()
                    .variant(question.variant())
                    .map(VariantSnapshot::productId)
                    .orElse(null);
        } catch (ShopException | ProblemException outOfReach) {
            LOG.expected("the product of a variant cannot be read and is asked for again", outOfReach);
            transactions.inStore(
                    store,
                    () -> sql.update(
                            store,
                            "update exchanged_variant set attempts = attempts + 1, due_at = now() + cast(? as "
                                    + "integer) * interval '1' second"
                                    + " where store_id = :store and id = ?",
                            (int) RETRY.afterFailures(question.attempts() + 1).toSeconds(),
                            id));
            return;
        }
        answered(store, id, product);
        intake.readSoon(store, question.orderId());
    }

    /** @param product null for a variant that the shop no longer has */
    private void answered(StoreId store, UUID id, String product) {
        transactions.inStore(store, () -> {
            String orderId = sql.first(
                            store,
                            "select order_id from exchanged_variant where store_id = :store and id = ?",
                            row -> row.getString("order_id"),
                            id)
                    .orElseThrow();
            intake.mark(store, orderId);
            sql.update(
                    store,
                    "update exchanged_variant set product_id = ?, read_at = now(), due_at = null where store_id = :store and id = ?",
                    product,
                    id);
        });
    }
}
