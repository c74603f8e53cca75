package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.connection.StorefrontPages;

/**
 * The pages of what campaigns sell, as long as they do or may; a closed campaign leads nobody anywhere. Thread-safe.
 */
@Singleton
class CampaignPages implements StorefrontPages {

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    CampaignPages(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    @Override
    public List<String> variants(StoreId store, String after, int limit) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select distinct variant_id from campaign where store_id = :store and state <> 'CLOSED' and variant_id > ?"
                                + " order by variant_id limit ?",
                        row -> row.getString("variant_id"),
                        after,
                        limit));
    }

    /** As a new version: an owner's change that began before must not bring the old address back. */
    @Override
    public void lead(StoreId store, String variant, URI page, URI home) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update campaign set product_url = ?, version = version + 1 where store_id = :store and variant_id = ?"
                                + " and state <> 'CLOSED' and product_url <> ?",
                        page.toString(),
                        variant,
                        page.toString()));
    }

    /** Nothing to do: each campaign sells an article. */
    @Override
    public void lead(StoreId store, URI home) {}
}
