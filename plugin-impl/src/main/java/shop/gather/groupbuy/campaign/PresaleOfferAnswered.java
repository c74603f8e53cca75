package shop.gather.groupbuy.campaign;

import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.StoreId;

/**
 * The shop has answered the price offer of a presale, or need not know the price. Told in the same transaction.
 *
 * @param refusal the shop's code and reason; null if it has accepted
 */
public record PresaleOfferAnswered(StoreId store, CampaignId campaign, String refusal) {}
