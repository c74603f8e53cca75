package shop.gather.referral.commission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.PayeeId;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.recruitment.Leaders;

/**
 * Tells leaders after each day (UTC) what has become available to them on it: one message per currency, however many
 * commissions and mark-ups were released. The sum is kept in a row until then; the row is deleted in the transaction that writes the
 * message. Thread-safe.
 */
@Singleton
public class EarningSummaries implements Sweeper {

    /** A day is told so long after its end: no transaction lasts longer, and no node's clock differs more. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final Transactions transactions;
    private final StoreSql sql;
    private final Leaders leaders;
    private final Messages messages;
    private final DueRows due;
    private final Work work;
    private final Clock clock;

    @Inject
    EarningSummaries(
            Transactions transactions,
            StoreSql sql,
            Leaders leaders,
            Messages messages,
            DueRows due,
            Work work,
            Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.leaders = leaders;
        this.messages = messages;
        this.due = due;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Adds what is becoming available to a leader, in the current transaction. One statement, or two for the first of a
     * day.
     */
    public void add(StoreId store, PayeeId payee, Money amount) {
        Instant toldAt = clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(1))
                .plus(GRACE);
        if (addTo(store, payee, toldAt, amount)) {
            return;
        }
        boolean first = sql.insertIfAbsent(
                store,
                "insert into earning_summary (store_id, id, payee_id, currency, amount, due_at)"
                        + " values (:store, ?, ?, ?, ?, ?)",
                Ids.next(),
                payee,
                amount.getCurrencyUnit().getCode(),
                amount.getAmountMinorLong(),
                toldAt);
        if (!first && !addTo(store, payee, toldAt, amount)) {
            throw new IllegalStateException("the summary of " + payee + " was told meanwhile; try again");
        }
    }

    private boolean addTo(StoreId store, PayeeId payee, Instant toldAt, Money amount) {
        return sql.update(
                        store,
                        "update earning_summary set amount = amount + ? where store_id = :store and payee_id = ?"
                                + " and currency = ? and due_at = ?",
                        amount.getAmountMinorLong(),
                        payee,
                        amount.getCurrencyUnit().getCode(),
                        toldAt)
                == 1;
    }

    @Override
    public void sweep() {
        due.of("earning_summary", "id", "due_at")
                .forEach(summary -> work.soon(
                        summary.store(), "earnings:" + summary.id(), () -> tell(summary.store(), summary.id())));
    }

    private record Summary(LeaderId leader, Money amount, Instant day) {

        MessageContent content() {
            return MessageContent.of(MessageKind.LEADER_EARNINGS, leader)
                    .at(day)
                    .in(amount.getCurrencyUnit())
                    .with(Placeholder.EARNED, amount)
                    .build();
        }
    }

    /** Tells a leader of a day that is over, once. A suspended leader keeps what was earned, but is not told. */
    void tell(StoreId store, UUID id) {
        transactions.inStore(store, () -> sql.first(
                        store,
                        "select payee_id, currency, amount, due_at from earning_summary"
                                + " where store_id = :store and id = ? and due_at <= now() for update",
                        row -> new Summary(
                                StoreSql.id(row, "payee_id", LeaderId::new),
                                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount")),
                                StoreSql.instant(row, "due_at")),
                        id)
                .ifPresent(summary -> {
                    sql.update(store, "delete from earning_summary where store_id = :store and id = ?", id);
                    if (summary.amount().isPositive()) {
                        messages.tell(store, leaders.activeMembers(store, Set.of(summary.leader())), summary.content());
                    }
                }));
    }
}
