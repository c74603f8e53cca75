package shop.gather.groupbuy.reminder;

import java.time.Duration;
import shop.gather.groupbuy.TeamId;
import shop.gather.ledger.StoreDatabase;

/** What the sweeps and the owner do about reminders, on a node. */
public record ReminderSteps(StoreDatabase node) {

    public void remind(TeamId team) {
        node.bean(TeamReminders.class).remind(node.store(), team);
    }

    public void tellNearlyFull(TeamId team) {
        node.bean(TeamReminders.class).tellNearlyFull(node.store(), team);
    }

    public void remindBefore(Duration before) {
        node.bean(ReminderSettings.class).change(node.store(), before, "owner:test");
    }

    public Duration remindBefore() {
        return node.bean(ReminderSettings.class).of(node.store());
    }
}
