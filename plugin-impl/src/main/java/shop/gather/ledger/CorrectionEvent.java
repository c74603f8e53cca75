package shop.gather.ledger;

import org.joda.money.Money;
import shop.gather.event.Event;
import shop.gather.event.EventType;

/** Events of corrections by the owner. */
sealed interface CorrectionEvent extends Event {

    @EventType(name = "ledger.adjustment", when = "The owner has adjusted a leader's balance up or down.")
    record Adjusted(PostingId correction, PayeeId leader, Money amount) implements CorrectionEvent {}

    @EventType(name = "ledger.write-off", when = "The owner has written off a leader's debt.")
    record WrittenOff(PostingId correction, PayeeId leader, Money amount) implements CorrectionEvent {}
}
