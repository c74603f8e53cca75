package shop.gather.shop.command;

import org.joda.money.Money;
import shop.gather.platform.StoreId;
import shop.gather.spi.OrderSnapshot;

/** The operations on orders that commands need; implemented by the feature that reads orders. */
public interface CommandOrders {

    /** Marks an order to be read again, in the current transaction. */
    void mark(StoreId store, String orderId);

    /**
     * Whether an order is marked, or a read later than the last applied one has begun; as the current transaction sees
     * it.
     */
    boolean isToBeRead(StoreId store, String orderId);

    /** Reads a marked order in the background. */
    void readSoon(StoreId store, String orderId);

    /** The amount captured for an order and not refunded. */
    Money kept(OrderSnapshot order);
}
