package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.connection.ShopRecords;

/** Whether orders are stored, which are identified by their ids at the shop. Thread-safe. */
@Singleton
class OrderRecords implements ShopRecords {

    private final StoreSql sql;

    @Inject
    OrderRecords(StoreSql sql) {
        this.sql = sql;
    }

    @Override
    public boolean any(StoreId store) {
        return sql.first(store, "select 1 from order_snapshot where store_id = :store limit 1", row -> true)
                .isPresent();
    }
}
