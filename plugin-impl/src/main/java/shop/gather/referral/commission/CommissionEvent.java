package shop.gather.referral.commission;

import org.joda.money.Money;
import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.ledger.PayeeId;
import shop.gather.referral.CommissionId;

/** Events about commissions. The amount is the total posted so far for the order, level and leader. */
sealed interface CommissionEvent extends Event {

    @EventType(name = "commission.changed", when = "A commission was posted, or changed with its order.")
    record Changed(
            CommissionId commission, String order, int level, PayeeId leader, Money amount, Commission.State state)
            implements CommissionEvent {}

    @EventType(name = "commission.released", when = "A commission's freeze period has ended: the amount is available.")
    record Released(
            CommissionId commission, String order, int level, PayeeId leader, Money amount, Commission.State state)
            implements CommissionEvent {}
}
