package shop.gather.groupbuy.campaign;

import java.util.UUID;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** What is told of campaigns. */
sealed interface CampaignEvent extends Event {

    @EventType(
            name = "campaign.published",
            when = "A campaign opens for buyers: the shop has taken its price, or need not.")
    record Published(UUID campaign) implements CampaignEvent {}

    @EventType(name = "campaign.refused", when = "The shop does not take the campaign's price.")
    record Refused(UUID campaign, String reason) implements CampaignEvent {}

    @EventType(name = "campaign.closed", when = "A campaign takes no new teams any more.")
    record Closed(UUID campaign) implements CampaignEvent {}
}
