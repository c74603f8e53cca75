package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.shop.connection.ShopRecords;

/** The campaigns that a store has published in its shop, without drafts. Thread-safe. */
@Singleton
class OfferedCampaigns implements ShopRecords {

    private final CampaignRows rows;

    @Inject
    OfferedCampaigns(CampaignRows rows) {
        this.rows = rows;
    }

    @Override
    public boolean any(StoreId store) {
        return rows.anyOffered().isPresent();
    }
}
