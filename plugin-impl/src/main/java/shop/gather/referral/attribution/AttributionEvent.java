package shop.gather.referral.attribution;

import java.util.UUID;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** Events about bonds and attributions. */
sealed interface AttributionEvent extends Event {

    @EventType(name = "member.bound", when = "A member followed a leader's link and is bound to the leader for a time.")
    record MemberBound(UUID member, UUID leader) implements AttributionEvent {}

    @EventType(name = "order.attributed", when = "It was decided which leader, if any, gets credit for an order.")
    record OrderAttributed(String order, UUID leader, Evidence.Kind evidence, String reason)
            implements AttributionEvent {}
}
