package shop.gather.referral.attribution;

import java.util.UUID;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** What is told of bonds and of who gets credit. */
sealed interface AttributionEvent extends Event {

    @EventType(name = "member.bound", when = "A member came by a leader's link and is bound to her for a time.")
    record MemberBound(UUID member, UUID leader) implements AttributionEvent {}

    @EventType(name = "order.attributed", when = "It is decided which leader gets the credit for an order.")
    record OrderAttributed(String order, UUID leader, Evidence.Kind evidence, String reason)
            implements AttributionEvent {}
}
