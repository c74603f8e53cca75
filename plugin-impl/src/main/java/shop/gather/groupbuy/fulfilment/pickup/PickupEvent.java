package shop.gather.groupbuy.fulfilment.pickup;

import java.time.Instant;
import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;

/** Events about the collection of places. */
public sealed interface PickupEvent extends Event {

    @EventType(name = "pickup.ready", when = "A place can be collected at its pickup point, from now until readyUntil.")
    record Ready(ParticipationId participation, CampaignId campaign, PickupPointId point, Instant readyUntil)
            implements PickupEvent {}

    @EventType(name = "pickup.handed-over", when = "A place was handed over to its buyer.")
    record HandedOver(ParticipationId participation, CampaignId campaign, PickupPointId point) implements PickupEvent {}

    @EventType(name = "pickup.no-show", when = "A place was not collected in time. Nothing is refunded.")
    record NoShow(ParticipationId participation, CampaignId campaign, PickupPointId point) implements PickupEvent {}

    @EventType(
            name = "pickup.undone",
            when = "The owner has undone a hand-over or a no-show that was recorded by mistake.")
    record Undone(ParticipationId participation, CampaignId campaign, PickupPointId point) implements PickupEvent {}
}
