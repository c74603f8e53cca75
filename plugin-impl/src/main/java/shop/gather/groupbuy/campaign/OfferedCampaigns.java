package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.connection.ShopRecords;

/** The campaigns that a store has offered in its shop; drafts are not. Thread-safe. */
@Singleton
class OfferedCampaigns implements ShopRecords {

    private final StoreSql sql;

    @Inject
    OfferedCampaigns(StoreSql sql) {
        this.sql = sql;
    }

    @Override
    public boolean any(StoreId store) {
        return sql.first(
                        store,
                        "select 1 from campaign where store_id = :store and state <> 'DRAFT' limit 1",
                        row -> true)
                .isPresent();
    }
}
