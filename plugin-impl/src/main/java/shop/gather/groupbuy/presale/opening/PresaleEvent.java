package shop.gather.groupbuy.presale.opening;

import java.time.Instant;
import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.groupbuy.CampaignId;

/** Events about presales. */
sealed interface PresaleEvent extends Event {

    @EventType(
            name = "campaign.payment-opened",
            when = "The payment of a presale was opened: buyers who had reserved may pay until payUntil.")
    record PaymentOpened(CampaignId campaign, Instant payUntil) implements PresaleEvent {}
}
