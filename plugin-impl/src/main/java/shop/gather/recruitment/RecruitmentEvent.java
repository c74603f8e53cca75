package shop.gather.recruitment;

import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;

/** Events about applications and leaders. */
sealed interface RecruitmentEvent extends Event {

    @EventType(
            name = "application.submitted",
            when = "An application has passed its screening and waits for the owner.")
    record ApplicationSubmitted(ApplicationId application, MemberId member) implements RecruitmentEvent {}

    @EventType(name = "application.rejected", when = "An application was rejected, by the screening or by the owner.")
    record ApplicationRejected(ApplicationId application, MemberId member) implements RecruitmentEvent {}

    @EventType(name = "application.approved", when = "The owner has approved an application.")
    record ApplicationApproved(ApplicationId application, MemberId member, LeaderId leader)
            implements RecruitmentEvent {}

    @EventType(name = "leader.appointed", when = "A member has become a leader.")
    record LeaderAppointed(LeaderId leader, MemberId member) implements RecruitmentEvent {}

    @EventType(name = "leader.suspended", when = "The owner has suspended a leader: new orders give no credit.")
    record LeaderSuspended(LeaderId leader) implements RecruitmentEvent {}

    @EventType(name = "leader.reinstated", when = "A suspended leader is active again.")
    record LeaderReinstated(LeaderId leader) implements RecruitmentEvent {}
}
