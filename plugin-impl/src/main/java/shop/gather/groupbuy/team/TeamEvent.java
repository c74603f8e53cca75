package shop.gather.groupbuy.team;

import java.util.UUID;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** What is told of teams. */
sealed interface TeamEvent extends Event {

    @EventType(name = "team.succeeded", when = "A team is full, or has its minimum at its deadline.")
    record Succeeded(UUID team) implements TeamEvent {}

    @EventType(
            name = "team.failed",
            when = "A team ended below its minimum, was cancelled by the owner, or nobody was left in it.")
    record Failed(UUID team, String reason) implements TeamEvent {}
}
