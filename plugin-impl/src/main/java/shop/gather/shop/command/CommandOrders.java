package shop.gather.shop.command;

import org.joda.money.Money;
import shop.gather.platform.StoreId;
import shop.gather.spi.OrderSnapshot;

/** What commands need of the orders that they are about; whoever reads orders implements it. */
public interface CommandOrders {

    /** Notes, in the current transaction, that an order is to be read again. */
    void mark(StoreId store, String orderId);

    /**
     * Whether an order is marked, or a later read than the last one that was applied has begun; as the current
     * transaction sees it.
     */
    boolean isToBeRead(StoreId store, String orderId);

    /** Reads a marked order in the background. */
    void readSoon(StoreId store, String orderId);

    /** What was taken for an order and not given back. */
    Money kept(OrderSnapshot order);
}
