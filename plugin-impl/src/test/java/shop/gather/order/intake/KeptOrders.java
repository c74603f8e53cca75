package shop.gather.order.intake;

import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.KnownCustomers.Known;

/** Keeps orders as last applied, as the intake does. */
public final class KeptOrders {

    private KeptOrders() {}

    public static void keep(StoreDatabase database, OrderRead read) {
        OrderBook book = database.bean(OrderBook.class);
        database.bean(OrderMarks.class).markNow(read.store(), read.order().orderId());
        database.transactions()
                .inStore(
                        read.store(),
                        () -> book.apply(
                                read.store(), read.order(), read.member().map(member -> new Known(member, false)), 1));
    }
}
