package shop.gather.groupbuy.place;

import java.time.Instant;
import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.MemberId;

/** Events about places in teams. The reason is a stable code; null for the normal course. */
public sealed interface ParticipationEvent extends Event {

    /** Creates an event for a place. */
    interface Of {
        ParticipationEvent place(ParticipationId participation, TeamId team, MemberId member, String reason);
    }

    @EventType(name = "participation.expired", when = "The hold of a place ended without a payment.")
    record Expired(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(name = "participation.refused", when = "The shop has refused to give the buyer the group price.")
    record Refused(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(name = "participation.paid", when = "An order has paid for a place.")
    record Paid(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.late",
            when = "An order was paid when the team was full or had ended; its payment is returned.")
    record Late(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.withdrawn",
            when = "A paid place was withdrawn before its team ended: its order was cancelled, refunded or exchanged.")
    record Withdrawn(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.moved",
            when =
                    "An order was paid when the team was full or had ended, and got a place in another team, which is team.")
    record Moved(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.left",
            when = "The buyer of a paid place left the team before it succeeded; the payment is returned.")
    record Left(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.confirmed",
            when = "The place's team has succeeded, a declined payment was made again, or the owner restored it.")
    record Confirmed(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.not-drawn",
            when = "The place's team has succeeded, and the draw went to others; the payment is returned.")
    record NotDrawn(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.case-not-filled",
            when = "The place's group order has succeeded, and the place fills no full case; the payment is returned.")
    record CaseNotFilled(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(name = "participation.failed", when = "The team has failed; the payment for the place is returned.")
    record Failed(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.unpaid",
            when = "A payment was declined after the team had succeeded, and the buyer did not pay again in time.")
    record Unpaid(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(name = "participation.returned", when = "The payment for a place was returned to the buyer in full.")
    record Returned(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.rebated",
            when = "The buyer has been refunded the difference to the team's final price.")
    record Rebated(ParticipationId participation, TeamId team, MemberId member, String reason)
            implements ParticipationEvent {}

    @EventType(
            name = "participation.payment-declined",
            when = "The payment was declined after the team had succeeded; the buyer may pay again until payUntil.")
    record PaymentDeclined(ParticipationId participation, TeamId team, MemberId member, String reason, Instant payUntil)
            implements ParticipationEvent {}
}
