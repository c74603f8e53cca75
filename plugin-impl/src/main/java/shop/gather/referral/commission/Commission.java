package shop.gather.referral.commission;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.CompositeType;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.Account;
import shop.gather.ledger.Entry;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Posting;
import shop.gather.platform.database.MoneyColumns;
import shop.gather.referral.CommissionId;
import shop.gather.spi.OrderSnapshot;

/**
 * The commission of one order for one payee at one level. It is opened when the order first earns something. From then
 * on it follows the order, up and down, as long as the shop reports changes. Payee and rate are fixed. It is pending
 * until its freeze period ends; then it is released once, and later changes affect the available balance. An instance
 * holds its row as it was read, or as it will be after a {@link Step}; {@link OrderCommissions} writes the row.
 */
@Entity
class Commission {

    private static final int LONGEST_NUMBER = 100;

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String orderId;

    private int level;

    private UUID payeeId;

    private int basisPoints;

    @CompositeType(MoneyColumns.class)
    @AttributeOverride(name = "amount", column = @Column(name = "base"))
    private Money base;

    @CompositeType(MoneyColumns.class)
    @AttributeOverride(name = "amount", column = @Column(name = "posted"))
    @AttributeOverride(name = "currency", column = @Column(name = "currency", insertable = false, updatable = false))
    private Money posted;

    private int changes;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant releaseAt;

    private Instant createdAt;

    enum State {
        PENDING,
        RELEASED
    }

    /** A commission after a change, and the posting for it; no posting if the amount does not change. */
    record Step(Commission after, Optional<Posting> posting) {}

    /** For Hibernate. */
    protected Commission() {}

    Commission(
            CommissionId id,
            String orderId,
            int level,
            PayeeId payee,
            int basisPoints,
            Money base,
            Money posted,
            int changes,
            State state,
            Instant releaseAt,
            Instant createdAt) {
        this.id = id.value();
        this.orderId = orderId;
        this.level = level;
        this.payeeId = payee.value();
        this.basisPoints = basisPoints;
        this.base = base;
        this.posted = posted;
        this.changes = changes;
        this.state = state;
        this.releaseAt = releaseAt;
        this.createdAt = createdAt;
    }

    /** Creates a commission with nothing posted yet. */
    static Commission opened(
            CommissionId id,
            String orderId,
            int level,
            PayeeId payee,
            int basisPoints,
            CurrencyUnit currency,
            Instant now,
            Instant releaseAt) {
        Money zero = Money.zero(currency);
        return new Commission(id, orderId, level, payee, basisPoints, zero, zero, 0, State.PENDING, releaseAt, now);
    }

    /** Follows the order: posts the difference between what it earns now and what is posted. */
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
                List.of(Entry.of(account(), payee(), change), Entry.of(Account.COMMISSION_EXPENSE, change.negated())));
        return new Step(with(newBase, desired, changes + 1, state), Optional.of(posting));
    }

    /** Ends the freeze period. */
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
                        Entry.of(Account.PENDING, payee(), posted.negated()),
                        Entry.of(Account.AVAILABLE, payee(), posted)));
        return new Step(released, Optional.of(posting));
    }

    /** Whether it was reversed completely. */
    boolean isReversed() {
        return changes > 0 && posted.isZero();
    }

    /** Whether it must be written, because it has changed. */
    boolean differsFrom(Commission before) {
        return !base.equals(before.base)
                || !posted.equals(before.posted)
                || changes != before.changes
                || state != before.state;
    }

    boolean isIn(CurrencyUnit currency) {
        return posted.getCurrencyUnit().equals(currency);
    }

    CommissionId id() {
        return new CommissionId(id);
    }

    String orderId() {
        return orderId;
    }

    /** 1 for the leader, 2 for the leader's recruiter. */
    int level() {
        return level;
    }

    PayeeId payee() {
        return new PayeeId(payeeId);
    }

    int basisPoints() {
        return basisPoints;
    }

    /** The amount to which the rate applies. */
    Money base() {
        return base;
    }

    /** The amount that is posted now. */
    Money posted() {
        return posted;
    }

    /** The number of postings for it. */
    int changes() {
        return changes;
    }

    State state() {
        return state;
    }

    Instant releaseAt() {
        return releaseAt;
    }

    Instant createdAt() {
        return createdAt;
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
                id(),
                orderId,
                level,
                payee(),
                basisPoints,
                newBase,
                newPosted,
                newChanges,
                newState,
                releaseAt,
                createdAt);
    }
}
