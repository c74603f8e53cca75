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
 * Distinguishes an order for which the shop fails from a shop that fails entirely: at the same time it asks for another
 * order. Thread-safe.
 */
@Singleton
class OtherOrders {

    /** The number of latest orders to try; the shop might fail for each of them too. */
    private static final int MAX_ASKED = 3;

    private final OrderBook book;
    private final Shops shops;

    /** Stores whose shop has just failed for other orders too: a shop in trouble does not get these extra requests. */
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
     * Whether the shop now answers a request for another order of the store. False if none is known. Calls the shop.
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
                // The shop failed for this order too; try the next one.
            }
        }
        failing.put(store, true);
        return false;
    }
}
