package shop.gather.groupbuy.fulfilment.list;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.fulfilment.pickup.PickupCampaigns;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/** The campaign whose lists are asked for. Thread-safe. */
@Singleton
class ListedCampaign {

    private final PickupCampaigns campaigns;

    @Inject
    ListedCampaign(PickupCampaigns campaigns) {
        this.campaigns = campaigns;
    }

    /** @throws ProblemException NOT_FOUND if the store has no such campaign, or it has no pickup */
    CampaignId require(StoreId store, String id) {
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        return campaigns
                .policy(store, campaign)
                .map(policy -> campaign)
                .orElseThrow(() -> ProblemException.notFound("campaign with pickup"));
    }
}
