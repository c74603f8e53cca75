package shop.gather.groupbuy.team;

import java.util.UUID;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** Events about teams. */
sealed interface TeamEvent extends Event {

    @EventType(name = "team.succeeded", when = "A team is full, or has reached its minimum at its deadline.")
    record Succeeded(UUID team) implements TeamEvent {}

    @EventType(
            name = "team.failed",
            when = "A team has ended below its minimum, was cancelled by the owner, or became empty.")
    record Failed(UUID team, String reason) implements TeamEvent {}
}
