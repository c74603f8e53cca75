package shop.gather.groupbuy.place;

import java.time.Instant;
import java.util.UUID;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** What is told of places in teams. The reason is a stable code; null where nothing went wrong. */
public sealed interface ParticipationEvent extends Event {

    /** Makes an event of a place. */
    interface Of {
        ParticipationEvent place(UUID participation, UUID team, UUID member, String reason);
    }

    @EventType(name = "participation.expired", when = "The time to pay for a place ended without a payment.")
    record Expired(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(name = "participation.refused", when = "The shop does not give the buyer the group price.")
    record Refused(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(name = "participation.paid", when = "An order has paid for a place.")
    record Paid(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(
            name = "participation.late",
            when = "An order was paid when the team had no place for it; its money goes back.")
    record Late(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(
            name = "participation.withdrawn",
            when = "A paid place was lost before its team ended: its order was cancelled, refunded or exchanged.")
    record Withdrawn(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(
            name = "participation.confirmed",
            when = "The place's team has succeeded; or a place that was in danger or given up is confirmed again.")
    record Confirmed(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(name = "participation.failed", when = "The team has failed; the place's money goes back.")
    record Failed(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(
            name = "participation.unpaid",
            when = "A payment that was declined after the team had succeeded was not made again in time.")
    record Unpaid(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(name = "participation.returned", when = "All that was paid for a place has come back to the buyer.")
    record Returned(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(
            name = "participation.rebated",
            when = "The difference to what one costs in the end has come back to the buyer.")
    record Rebated(UUID participation, UUID team, UUID member, String reason) implements ParticipationEvent {}

    @EventType(
            name = "participation.payment-declined",
            when =
                    "The payment was declined after the team had succeeded; the buyer may pay again until the time that is named.")
    record PaymentDeclined(UUID participation, UUID team, UUID member, String reason, Instant payUntil)
            implements ParticipationEvent {}
}
