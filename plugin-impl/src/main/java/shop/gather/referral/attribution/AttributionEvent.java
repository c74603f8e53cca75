package shop.gather.referral.attribution;

import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;

/** Events about bonds and attributions. */
sealed interface AttributionEvent extends Event {

    @EventType(name = "member.bound", when = "A member followed a leader's link and is bound to the leader for a time.")
    record MemberBound(MemberId member, LeaderId leader) implements AttributionEvent {}

    @EventType(name = "order.attributed", when = "It was decided which leader, if any, gets credit for an order.")
    record OrderAttributed(String order, LeaderId leader, Evidence.Kind evidence, String reason)
            implements AttributionEvent {}
}
