package shop.gather.groupbuy.campaign;

import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.StoreId;

/** A campaign was closed, by its owner or at its end. Fired in the same transaction. */
public record CampaignClosed(StoreId store, CampaignId campaign) {}
