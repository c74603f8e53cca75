package shop.gather.order.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import shop.gather.platform.StoreId;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Tells an order for which the shop fails from a shop that fails: another order is asked for at the same time.
 * Thread-safe.
 */
@Singleton
class OtherOrders {

    /** The latest ones; each of them could fail in the shop by itself too. */
    private static final int MAX_ASKED = 3;

    private final OrderBook book;
    private final Shops shops;

    /** Stores whose shop has just failed for other orders too: it is not asked so much more while it is in trouble. */
    private final Cache<StoreId, Boolean> failing = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    @Inject
    OtherOrders(OrderBook book, Shops shops) {
        this.book = book;
        this.shops = shops;
    }

    /**
     * Whether the shop answers now when it is asked for another order of the store. False if none is known. Calls the
     * shop.
     */
    boolean areAnswered(StoreId store, String orderId) {
        if (failing.getIfPresent(store) != null) {
            return false;
        }
        for (String other : book.latestOthers(store, orderId, MAX_ASKED)) {
            try {
                shops.of(store).orders().order(other);
                return true;
            } catch (ShopException failure) {
                if (failure.error() != ShopError.SHOP_FAILED) {
                    break;
                }
            } catch (RuntimeException | LinkageError adapterFailed) {
                // This order tells nothing; the next one may.
            }
        }
        failing.put(store, true);
        return false;
    }
}
