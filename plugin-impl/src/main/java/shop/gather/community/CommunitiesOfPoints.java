package shop.gather.community;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import shop.gather.groupbuy.fulfilment.point.PickupCommunities;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;

/** Tells pickup points which communities there are. Thread-safe. */
@Singleton
class CommunitiesOfPoints implements PickupCommunities {

    private final Transactions transactions;
    private final CommunityRows rows;

    @Inject
    CommunitiesOfPoints(Transactions transactions, CommunityRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public boolean exists(StoreId store, UUID community) {
        return transactions.inStore(store, () -> rows.find(community).isPresent());
    }
}
