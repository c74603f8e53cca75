package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.connection.ShopRecords;

/** The shop's customers whom a store knows: each is or was a member. Thread-safe. */
@Singleton
class CustomerRecords implements ShopRecords {

    private final StoreSql sql;

    @Inject
    CustomerRecords(StoreSql sql) {
        this.sql = sql;
    }

    @Override
    public boolean any(StoreId store) {
        return sql.first(store, "select 1 from member where store_id = :store limit 1", row -> true)
                .isPresent();
    }
}
