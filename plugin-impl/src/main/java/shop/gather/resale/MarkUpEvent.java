package shop.gather.resale;

import org.joda.money.Money;
import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.groupbuy.CampaignId;
import shop.gather.ledger.PayeeId;

/** Events about mark-ups. The amount is the total posted so far for the order and the leader's campaign. */
sealed interface MarkUpEvent extends Event {

    @EventType(
            name = "resale.mark-up-changed",
            when = "A leader's mark-up on an order was posted, or changed with the order.")
    record Changed(CampaignId campaign, String order, PayeeId leader, Money amount, MarkUp.State state)
            implements MarkUpEvent {}

    @EventType(
            name = "resale.mark-up-released",
            when = "The freeze period of a leader's mark-up has ended: the amount is available.")
    record Released(CampaignId campaign, String order, PayeeId leader, Money amount, MarkUp.State state)
            implements MarkUpEvent {}
}
