package shop.gather.payout;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.ledger.PayeeId;
import shop.gather.member.MemberErased;
import shop.gather.platform.StoreId;
import shop.gather.recruitment.LeaderStateChanged;
import shop.gather.recruitment.Leaders;
import shop.gather.shop.alarm.Alarms;

/**
 * Withdraws the approvals of a leader who is suspended or erased, where the payouts were not sent yet. The owner must
 * approve them again. Thread-safe.
 */
@Singleton
class PayoutsOfSuspended {

    private final PayoutRequests requests;
    private final PayoutRows rows;
    private final Leaders leaders;
    private final Alarms alarms;

    @Inject
    PayoutsOfSuspended(PayoutRequests requests, PayoutRows rows, Leaders leaders, Alarms alarms) {
        this.requests = requests;
        this.rows = rows;
        this.leaders = leaders;
        this.alarms = alarms;
    }

    void on(@Observes LeaderStateChanged change) {
        if (change.active()) {
            alarms.settle(change.store(), PayoutRequests.waitingAlarm(PayeeId.of(change.leader())));
        } else {
            takeBack(change.store(), PayeeId.of(change.leader()));
        }
    }

    /** Applies also to a leader who was suspended before and whose payouts the owner had approved despite that. */
    void on(@Observes MemberErased erasure) {
        leaders.ofMember(erasure.store(), erasure.member()).ifPresent(leader -> {
            takeBack(erasure.store(), PayeeId.of(leader.id()));
            rows.eraseReasons(leader.id().value());
        });
    }

    private void takeBack(StoreId store, PayeeId leader) {
        int taken = requests.withdrawApprovals(store, "suspension", leader);
        if (taken > 0) {
            alarms.raise(
                    store,
                    PayoutRequests.waitingAlarm(leader),
                    "payouts-of-suspended-leader",
                    taken + " approved payout requests of leader " + leader
                            + " are not sent, because the leader was suspended or erased. Reject them, or approve "
                            + "them again with despiteSuspension=true.");
        }
    }
}
