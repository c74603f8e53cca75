package shop.gather.ledger;

import java.util.UUID;
import org.joda.money.Money;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** What is told of corrections by the owner. */
sealed interface CorrectionEvent extends Event {

    @EventType(name = "ledger.adjustment", when = "The owner has added to a leader's balance, or taken from it.")
    record Adjusted(UUID correction, UUID leader, Money amount) implements CorrectionEvent {}

    @EventType(name = "ledger.write-off", when = "The owner has forgiven a leader's debt.")
    record WrittenOff(UUID correction, UUID leader, Money amount) implements CorrectionEvent {}
}
