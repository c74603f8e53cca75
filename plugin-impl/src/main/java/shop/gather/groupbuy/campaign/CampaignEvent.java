package shop.gather.groupbuy.campaign;

import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.groupbuy.CampaignId;

/** Events about campaigns. */
sealed interface CampaignEvent extends Event {

    @EventType(
            name = "campaign.published",
            when = "A campaign is open for buyers: the shop has accepted its price, or need not know it.")
    record Published(CampaignId campaign) implements CampaignEvent {}

    @EventType(name = "campaign.refused", when = "The shop has refused the campaign's price.")
    record Refused(CampaignId campaign, String reason) implements CampaignEvent {}

    @EventType(name = "campaign.closed", when = "A campaign was closed: no new teams can be opened.")
    record Closed(CampaignId campaign) implements CampaignEvent {}
}
