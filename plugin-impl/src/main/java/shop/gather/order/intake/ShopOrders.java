package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.order.intake.OrderBook.Begun;
import shop.gather.platform.StoreId;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.BulkSizes;
import shop.gather.shop.connection.FailureReason;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;

/** Reads a store's orders from its shop, several with one request where the shop supports it. Thread-safe. */
@Singleton
class ShopOrders {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(ShopOrders.class.getName()));

    private final BulkSizes sizes = new BulkSizes();

    /** How many orders a shop takes with one request; only of shops that answered the last such request. */
    private final Map<StoreId, Integer> answering = new ConcurrentHashMap<>();

    private final Shops shops;

    @Inject
    ShopOrders(Shops shops) {
        this.shops = shops;
    }

    /**
     * The shop's answer to a read.
     *
     * @param order empty if the shop reports that it does not exist
     */
    record Answer(Begun read, Optional<OrderSnapshot> order) {

        String orderId() {
            return read.orderId();
        }

        /** The size of the answer: the number of lines, payments and refunds. */
        int parts() {
            return order.map(known -> known.lines().size()
                            + known.payments().stream()
                                    .mapToInt(payment -> 1 + payment.refunds().size())
                                    .sum())
                    .orElse(0);
        }
    }

    /** Reads one order. Throws whatever the shop or its adapter throws. */
    Answer ask(StoreId store, Begun read) {
        return new Answer(read, shops.of(store).orders().order(read.orderId()));
    }

    /**
     * Reads several orders with one request, where the shop supports it. An order without an answer must be read alone,
     * which then reports what is wrong with it. Never throws.
     */
    Map<Begun, Answer> askTogether(StoreId store, List<Begun> reads) {
        Orders orders;
        int most;
        try {
            orders = shops.of(store).orders();
            most = sizes.atMost(store, orders.ordersAtOnce());
        } catch (RuntimeException | LinkageError notConnected) {
            return Map.of();
        }
        if (most < 2) {
            answering.remove(store);
        }
        if (reads.size() < 2 || most < 2) {
            return Map.of();
        }
        Map<String, Begun> asked = reads.stream()
                .limit(most)
                .collect(Collectors.toMap(Begun::orderId, read -> read, (one, same) -> one, LinkedHashMap::new));
        try {
            Map<Begun, Answer> answers = new LinkedHashMap<>();
            for (OrderSnapshot order : orders.orders(List.copyOf(asked.keySet()))) {
                Begun read = asked.get(order.orderId());
                if (read != null) {
                    answers.put(read, new Answer(read, Optional.of(order)));
                }
            }
            answering.put(store, answers.isEmpty() ? 1 : most);
            return answers;
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            answering.remove(store);
            sizes.failed(store, asked.size());
            FailureReason.log(LOG, asked.size() + " orders of store " + store + " are read one by one", failure);
            return Map.of();
        }
    }

    /** How many orders of a store one request reads, as the last one showed; 1 if it is not known. Does not block. */
    int readAtOnce(StoreId store) {
        return answering.getOrDefault(store, 1);
    }
}
