package shop.gather.groupbuy.campaign;

import shop.gather.groupbuy.CampaignId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.work.SchedulingWithoutServer;

/** The owner's change of a campaign's visibility, for tests of other folders. */
public final class CampaignVisibility {

    private CampaignVisibility() {}

    public static void set(StoreDatabase database, CampaignId campaign, Visibility visibility) {
        SchedulingWithoutServer.on(database);
        database.bean(Campaigns.class).show(database.store(), campaign, visibility, "owner:test");
    }
}
