package shop.gather.groupbuy.team;

import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.groupbuy.TeamId;

/** Events about teams. */
sealed interface TeamEvent extends Event {

    @EventType(name = "team.succeeded", when = "A team is full, or has reached its minimum at its deadline.")
    record Succeeded(TeamId team) implements TeamEvent {}

    @EventType(
            name = "team.failed",
            when = "A team has ended below its minimum, was cancelled by the owner, or became empty.")
    record Failed(TeamId team, String reason) implements TeamEvent {}
}
