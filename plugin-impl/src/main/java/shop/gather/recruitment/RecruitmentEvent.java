package shop.gather.recruitment;

import java.util.UUID;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** Events about applications and leaders. */
sealed interface RecruitmentEvent extends Event {

    @EventType(
            name = "application.submitted",
            when = "An application has passed its screening and waits for the owner.")
    record ApplicationSubmitted(UUID application, UUID member) implements RecruitmentEvent {}

    @EventType(name = "application.rejected", when = "An application was rejected, by the screening or by the owner.")
    record ApplicationRejected(UUID application, UUID member) implements RecruitmentEvent {}

    @EventType(name = "application.approved", when = "The owner has approved an application.")
    record ApplicationApproved(UUID application, UUID member, UUID leader) implements RecruitmentEvent {}

    @EventType(name = "leader.appointed", when = "A member has become a leader.")
    record LeaderAppointed(UUID leader, UUID member) implements RecruitmentEvent {}

    @EventType(name = "leader.suspended", when = "The owner has suspended a leader: new orders give no credit.")
    record LeaderSuspended(UUID leader) implements RecruitmentEvent {}

    @EventType(name = "leader.reinstated", when = "A suspended leader is active again.")
    record LeaderReinstated(UUID leader) implements RecruitmentEvent {}
}
