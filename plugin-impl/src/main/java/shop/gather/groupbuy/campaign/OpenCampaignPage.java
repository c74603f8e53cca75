package shop.gather.groupbuy.campaign;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Page;

/**
 * A page of campaigns as buyers see them.
 *
 * @param next the cursor of the next page; null on the last one
 */
public record OpenCampaignPage(List<OpenCampaign> items, String next) {

    /** Reads the units that are left of all campaigns with at most one statement. */
    static OpenCampaignPage of(StoreId store, Page<Campaign> page, CampaignUnits units) {
        Map<CampaignId, Integer> left = units.left(
                store, page.items().stream().collect(Collectors.toMap(Campaign::id, campaign -> campaign.terms()
                        .stock())));
        return new OpenCampaignPage(
                page.items().stream()
                        .map(campaign -> OpenCampaign.of(campaign, left.get(campaign.id())))
                        .toList(),
                page.next());
    }
}
