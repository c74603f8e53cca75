package shop.gather.resale;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.ledger.Account;
import shop.gather.ledger.Entry;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Posting;

/**
 * What a leader earns by her mark-up in one order of a campaign that she resells. It is opened when the order first earns
 * something, and follows the order from then on, up and down. It is pending until its freeze period ends; then it is
 * released once, and later changes affect the available balance. Immutable.
 *
 * @param orderNumber as people know the order; at most 100 characters
 * @param owed what the order earns by its latest snapshot
 * @param posted the amount that is posted now
 * @param changes the number of times that it has changed
 */
record MarkUp(
        MarkUpId id,
        String orderId,
        String orderNumber,
        CampaignId campaign,
        PayeeId payee,
        Money owed,
        Money posted,
        int changes,
        State state,
        Instant releaseAt) {

    enum State {
        PENDING,
        RELEASED
    }

    /** A mark-up after everything that was due, the postings for it, and what is told of it. */
    record Step(MarkUp after, List<Posting> postings, List<MarkUpEvent> events) {}

    /** Posts what is owed and not posted yet, and ends the freeze period if its time has come. */
    Step advance(Instant now) {
        List<Posting> postings = new ArrayList<>();
        List<MarkUpEvent> events = new ArrayList<>();
        MarkUp after = this;
        if (!owed.equals(posted)) {
            postings.add(change());
            after = after.with(owed, changes + 1, state);
            events.add(new MarkUpEvent.Changed(campaign, orderId, payee, owed, state));
        }
        if (state == State.PENDING && !releaseAt.isAfter(now)) {
            if (!after.posted.isZero()) {
                postings.add(after.release());
                events.add(new MarkUpEvent.Released(campaign, orderId, payee, owed, State.RELEASED));
            }
            after = after.with(after.posted, after.changes, State.RELEASED);
        }
        return new Step(after, postings, events);
    }

    /** Whether the step makes an amount available. */
    boolean isReleasedBy(Step step) {
        return state == State.PENDING
                && step.after().state == State.RELEASED
                && !step.after().posted.isZero();
    }

    private Posting change() {
        Money change = owed.minus(posted);
        return new Posting(
                "mark-up:" + id + ":" + (changes + 1),
                "mark-up",
                "order:" + orderId,
                "Mark-up on order " + orderNumber + (changes == 0 ? ": " : ", now ") + owed + " without tax",
                List.of(
                        Entry.of(state == State.PENDING ? Account.PENDING : Account.AVAILABLE, payee, change),
                        Entry.of(Account.MARK_UP_EXPENSE, change.negated())));
    }

    private Posting release() {
        return new Posting(
                "mark-up-release:" + id,
                "release",
                "order:" + orderId,
                "Mark-up on order " + orderNumber + " available",
                List.of(
                        Entry.of(Account.PENDING, payee, posted.negated()),
                        Entry.of(Account.AVAILABLE, payee, posted)));
    }

    private MarkUp with(Money newPosted, int newChanges, State newState) {
        return new MarkUp(id, orderId, orderNumber, campaign, payee, owed, newPosted, newChanges, newState, releaseAt);
    }
}
