package shop.gather.it.crash;

/**
 * The steps on which a decision about a team becomes money at the shop. Each is a transaction or a call of the shop, and
 * a server can be killed in each.
 */
enum Step {
    /** A team succeeds, its draw is held, or it fails. */
    TEAM_ENDS("update", "team", "old.state <> new.state and new.state in ('SUCCEEDED', 'FAILED')"),
    /** A place is confirmed, lost or not drawn, or what was delivered for it is recorded. */
    PLACE_IS_SETTLED(
            "update",
            "participation",
            "(old.state <> new.state and new.state in ('CONFIRMED', 'FAILED', 'NOT_DRAWN'))"
                    + " or old.delivered is distinct from new.delivered"),
    /** A capture, a cancellation or a refund is ordered. */
    COMMAND_IS_WRITTEN("insert", "shop_command", "new.order_id is not null"),
    /** The shop is asked, but does not do it yet. */
    SHOP_IS_ASKED(null, null, null),
    /** The shop has done it, and Gather does not know that. */
    SHOP_HAS_DONE_IT(null, null, null),
    /** The shop's answer is recorded. */
    ANSWER_IS_RECORDED(
            "update", "shop_command", "old.state = 'WAITING' and new.state = 'DONE' and new.order_id is not null"),
    /** The money has come back. */
    MONEY_IS_BACK(
            "update",
            "participation",
            "(old.state <> new.state and new.state = 'RETURNED') or (old.rebated_at is null and new.rebated_at is not null)");

    private final String event;
    private final String table;
    private final String condition;

    Step(String event, String table, String condition) {
        this.event = event;
        this.table = table;
        this.condition = condition;
    }

    /** Whether it is a transaction of Gather; else it is a call of the shop. */
    boolean inDatabase() {
        return table != null;
    }

    /** The trigger that calls a function in the midst of this step. */
    String trigger(String name, String function) {
        return "create trigger " + name + " before " + event + " on " + table + " for each row when (" + condition
                + ") execute function " + function + "()";
    }

    String dropTrigger(String name) {
        return "drop trigger " + name + " on " + table;
    }
}
