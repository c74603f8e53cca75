package shop.gather.referral.commission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.Account;
import shop.gather.ledger.Entry;
import shop.gather.ledger.Posting;
import shop.gather.spi.OrderSnapshot;

/**
 * What one order earns one payee at one level. It is opened when the order first earns something, and follows the order
 * from then on: up and down, as long as the shop tells of changes. Payee and rate stay as they were. Until its freeze
 * period ends it is pending; then it is released once, and later changes go to what is available.
 *
 * @param level 1 for the leader, 2 for the leader's recruiter
 * @param base what the rate applies to
 * @param posted what is in the books for it now
 * @param changes how many postings made that
 */
record Commission(
        UUID id,
        String orderId,
        int level,
        UUID payee,
        int basisPoints,
        Money base,
        Money posted,
        int changes,
        State state,
        Instant releaseAt,
        Instant createdAt) {

    private static final int LONGEST_NUMBER = 100;

    enum State {
        PENDING,
        RELEASED
    }

    /** A commission as it will be, and the posting that makes it so; none where nothing moves. */
    record Step(Commission after, Optional<Posting> posting) {}

    /** A commission of nothing yet. */
    static Commission opened(
            UUID id,
            String orderId,
            int level,
            UUID payee,
            int basisPoints,
            CurrencyUnit currency,
            Instant now,
            Instant releaseAt) {
        Money zero = Money.zero(currency);
        return new Commission(id, orderId, level, payee, basisPoints, zero, zero, 0, State.PENDING, releaseAt, now);
    }

    /** Follows the order: posts what it earns now less what is posted. */
    Step follow(OrderSnapshot order, Money newBase, EarningTerms terms) {
        Money desired = terms.commission(newBase, basisPoints);
        Money change = desired.minus(posted);
        if (change.isZero()) {
            return new Step(with(newBase, posted, changes, state), Optional.empty());
        }
        Posting posting = new Posting(
                "commission:" + orderId + ":" + level + ":" + (changes + 1),
                "commission",
                "order:" + orderId,
                memo(order, newBase),
                List.of(Entry.of(account(), payee, change), Entry.of(Account.COMMISSION_EXPENSE, change.negated())));
        return new Step(with(newBase, desired, changes + 1, state), Optional.of(posting));
    }

    /** Ends the freeze. */
    Step release() {
        Commission released = with(base, posted, changes, State.RELEASED);
        if (posted.isZero()) {
            return new Step(released, Optional.empty());
        }
        Posting posting = new Posting(
                "release:" + id,
                "release",
                "order:" + orderId,
                "Commission level " + level + " available",
                List.of(
                        Entry.of(Account.PENDING, payee, posted.negated()),
                        Entry.of(Account.AVAILABLE, payee, posted)));
        return new Step(released, Optional.of(posting));
    }

    /** Whether it was taken back to nothing. */
    boolean isReversed() {
        return changes > 0 && posted.isZero();
    }

    boolean isIn(CurrencyUnit currency) {
        return posted.getCurrencyUnit().equals(currency);
    }

    private Account account() {
        return state == State.PENDING ? Account.PENDING : Account.AVAILABLE;
    }

    private String memo(OrderSnapshot order, Money newBase) {
        String number =
                order.number().length() > LONGEST_NUMBER ? order.number().substring(0, LONGEST_NUMBER) : order.number();
        return "Commission level " + level + " on order " + number + (changes == 0 ? ": " : ", now ")
                + CommissionRate.percent(basisPoints) + " % of " + newBase;
    }

    private Commission with(Money newBase, Money newPosted, int newChanges, State newState) {
        return new Commission(
                id, orderId, level, payee, basisPoints, newBase, newPosted, newChanges, newState, releaseAt, createdAt);
    }
}
